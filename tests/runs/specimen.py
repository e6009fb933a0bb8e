"""A tiny specification of our own: every way in which a scenario can end, in two files."""

from pathlib import Path

LOGIN_FEATURE = """# language: ja
機能: ログイン <見本>

  @LOGIN-01
  シナリオ: 通る
    もし 太郎がマイページを開く
    ならば 太郎に「ログイン」画面が表示される

  @LOGIN-02
  シナリオ: 通らない
    もし 太郎がマイページを開く
    ならば 太郎に「<トップ> & 見本」画面が表示される
    かつ 太郎に「ログイン」画面が表示される

  @needs.browser @LOGIN-03
  シナリオ: Webを待つ
    もし 太郎がマイページを開く

  シナリオ: 文がない
    もし 太郎が逆立ちする
"""
PASSED, FAILED, WAITING, UNDEFINED = 5, 10, 16, 19  # the lines of these scenarios

CODE_FEATURE = """# language: ja
@CODE-03
機能: 認証コード

  背景:
    前提 太郎が「認証コード入力」画面まで進んでいる

  @Q01
  ルール: 期限は30分である

    @MAIL-04
    シナリオアウトライン: 期限の境い目
      もし <経過>たつ
      かつ 太郎が届いた認証コードを入力する
      かつ 太郎が「次へ」を押す
      ならば 太郎に「<画面>」画面が表示される

      例:
        | 経過     | 画面             |
        | 29分59秒 | パスワード登録   |
        | 30分     | 初めからやり直し |
"""
ROWS = (20, 21)


def write_specimen(folder: Path) -> Path:
    """Write the two files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1_login.feature").write_text(LOGIN_FEATURE, encoding="utf-8")
    (folder / "2_code.feature").write_text(CODE_FEATURE, encoding="utf-8")
    return folder
