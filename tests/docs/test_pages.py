"""What README.md and docs/ point to is there: links, files, targets of make, scenarios by line."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", *(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md"))]

LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
NAMED = re.compile(
    r"(?<![\w/.])(?:itsid_sim|features|fixtures|steps|tests|scripts)/[^\s`'\"。、)]+"
)
SHORT = re.compile(r"`((?:rules|core|procedures|service|adapters|drivers|runs)/\w+(?:\.py|/))`")
TARGET = re.compile(r"\bmake ((?:[a-z-]+ ?)+)`")
SCENARIO = re.compile(r"(features/[^\s`]+\.feature):(\d+)")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    targets = [link for link in LINK.findall(read(page)) if "://" not in link]

    missing = [link for link in targets if not (ROOT / page).parent.joinpath(link).exists()]

    assert [] == missing


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_exist(page: str) -> None:
    assert [] == [name for name in names(read(page)) if not list(ROOT.glob(name))]


@pytest.mark.parametrize("page", PAGES)
def test_targets_of_make_exist(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {target for targets in TARGET.findall(read(page)) for target in targets.split()}

    assert set() == named - known


@pytest.mark.parametrize("page", PAGES)
def test_line_of_a_feature_begins_a_scenario(page: str) -> None:
    for name, number in SCENARIO.findall(read(page)):
        line = (ROOT / name).read_text(encoding="utf-8").splitlines()[int(number) - 1]

        assert line.strip().startswith("シナリオ"), f"{name}:{number}"


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def names(text: str) -> Iterator[str]:
    """The files that a page names, from the root of the repository."""
    for name in NAMED.findall(text):
        yield re.sub(r":[\d…]+$", "", name.rstrip(".,:")).removesuffix("/")
    for name in SHORT.findall(text):
        yield f"itsid_sim/{name}".removesuffix("/")
