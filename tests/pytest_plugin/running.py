"""A stranger's folder of tests, and runs of pytest in it, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

# What other plugins of this environment would cost each run.
CONFIGURATION = """\
[pytest]
strict = true
filterwarnings = error
addopts = --import-mode=importlib -pno:cacheprovider -pno:faker -pno:schemathesis -pno:cov
"""
OURS = ("ITSID_", "PYTEST_")
TIMEOUT_S = 60


class Run:
    """What a run said, and its exit status."""

    def __init__(self, ended: "subprocess.CompletedProcess[str]") -> None:
        self.said = ended.stdout + ended.stderr
        self.status = ended.returncode

    def has(self, *texts: str) -> list[str]:
        """Those of the texts that it did not say; all it said if there are any."""
        missing = [text for text in texts if text not in self.said]
        return [*missing, self.said] if missing else []


def run(
    folder: Path, source: str, *options: str, configuration: str = "", **environment: str
) -> Run:
    """Run the tests of a source, in a folder that has nothing else."""
    (folder / "test_it.py").write_text(dedent(source), encoding="utf-8")
    (folder / "pytest.ini").write_text(CONFIGURATION + configuration, encoding="utf-8")
    return run_in(folder, sys.executable, *options, **environment)


def run_in(folder: Path, python: str | Path, *options: str, **environment: str) -> Run:
    """Run the tests that are in a folder."""
    strange = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    ended = subprocess.run(
        [str(python), "-m", "pytest", *options],
        cwd=folder,
        env={**strange, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT_S,
        check=False,
    )
    return Run(ended)
