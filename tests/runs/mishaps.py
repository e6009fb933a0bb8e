"""Sentences after which a process is no more, or goes on for ever, for child processes only.

They come in by sitecustomize, which Python imports on its own before anything else.
"""

from pathlib import Path

import pytest

SITECUSTOMIZE = '''
"""Steps that no specification has."""

import atexit
import os
import signal
import sys
from threading import Event

from behave import step


@step("プロセスが殺される")
def killed(context):
    print("half a line", end="", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


@step("プロセスが叫んで終わる")
def crashed(context):
    print("nothing goes any more", file=sys.stderr, flush=True)
    os._exit(7)


@step("プロセスが終わりがけに倒れる")
def crashes_in_the_end(context):
    atexit.register(os._exit, 7)


@step("「{folder}」がまだなければ親のプロセスが殺される")
def orphaned(context, folder):
    try:
        os.mkdir(folder)
    except FileExistsError:
        return
    os.kill(os.getppid(), signal.SIGKILL)
    Event().wait()


@step("プロセスが「{fifo}」に書いて止まる")
def stuck(context, fifo):
    context.fifo = open(fifo, "w")
    context.fifo.write(f"{os.getpid()}\\n")
    context.fifo.flush()
    Event().wait()
'''

MISHAP = """# language: ja
機能: {name}

  シナリオ: まえ
    もし 太郎がマイページを開く

  シナリオ: そのとき
    もし {sentence}

  シナリオアウトライン: あと
    もし 太郎が「<画面>」を開く

    例:
      | 画面 |
      | あ   |
      | い   |
"""
BEFORE, THEN, AFTER = 4, 7, (15, 16)

STUCK = """# language: ja
機能: 終わらない

  シナリオ: ひとつ
    もし プロセスが「{fifo}」に書いて止まる

  シナリオ: ふたつ
    もし プロセスが「{fifo}」に書いて止まる
"""

ORPHANED = """# language: ja
機能: みなしご

  シナリオ: ひとつ
    もし 「{folder}」がまだなければ親のプロセスが殺される

  シナリオ: ふたつ
    もし 太郎がマイページを開く
"""

KILLED, CRASHED = "プロセスが殺される", "プロセスが叫んで終わる"
CRASHED_IN_THE_END = "プロセスが終わりがけに倒れる"


def bring_mishaps_about(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Every Python that is started from now on knows the sentences."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    patch.setenv("PYTHONPATH", str(folder))


def write_mishap(path: Path, sentence: str, name: str = "災難") -> Path:
    """Write a feature with a sentence of these."""
    path.write_text(MISHAP.format(name=name, sentence=sentence), encoding="utf-8")
    return path
