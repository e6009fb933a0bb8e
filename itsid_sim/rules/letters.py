"""The documented facts of the letters: manual, steps 6, 3-A-3 and 3-B-1 (REG-17, MAIL-01..03)."""

SENDER = "mypage@itscom.jp"
REGISTRATION_SUBJECT = "マイページ本登録のご案内"
PHRASE_SUBJECT = "本人認証確認用メール"
CODE_SUBJECT = "認証コードのお知らせ"
REISSUE_NAME = "パスワード 再発行"

# The site of the operator; the simulator puts its own address in its place (MAIL-03).
SITE = "https://mypage.itscom.net"
REGISTRATION_PATH = "/Firstreg/Auth_LoginMail_continfo/<token>/"
PHRASE_PATH = "/Remind/Auth_word_continfo/<token>/"

INQUIRY_URL = "http://www.itscom.net/info/contact/index.html"
COMPANY = "イッツ・コミュニケーションズ株式会社"
COMPANY_SHORT = "イッツコム"
PHONE = "0120-109-199"
HOURS = "平日・土・日・祝日 9:30-18:00"
INQUIRY_ADDRESS = "info@itscom.jp"
