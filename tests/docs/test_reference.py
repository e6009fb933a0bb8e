"""The pages of docs/reference/ are what rules, screens, steps and settings say of themselves.

Only security.md is written by hand: what OWASP asks for stands nowhere in the code.
"""

from pathlib import Path

import pytest

from scripts.steps_reference.pages import FOLDER, PAGES, printed
from scripts.steps_reference.vocabulary import step_files


@pytest.mark.parametrize("name", PAGES)
def test_page_is_up_to_date(name: str) -> None:
    """`make docs-reference` writes them anew."""
    committed = (FOLDER / f"{name}.md").read_text(encoding="utf-8")

    assert printed(name) == committed


def test_folder_holds_these_pages_and_no_others() -> None:
    names = {f"{name}.md" for name in (*PAGES, "security")}

    assert sorted(names) == sorted(path.name for path in FOLDER.iterdir())


def test_every_condition_and_effect_says_what_it_is() -> None:
    """A function without a docstring would stand there as None."""
    assert "None" not in printed("screens")


def test_sentence_is_listed_with_its_keywords_its_table_and_its_meaning(tmp_path: Path) -> None:
    (tmp_path / "some_steps.py").write_text(
        '''"""What a person does."""

from behave import given, when


@given("{who:人}が次の欄を空にしている")
@when("{who:人}が次の欄を空にする")
def step_clear(context, who):
    """Nothing stands in the fields.

    Not even a space.
    """
    for row in context.table:
        context.driver.fill(who, row["欄"], "")
''',
        encoding="utf-8",
    )

    (file,) = step_files(tmp_path)

    assert "What a person does." == file.title
    (step,) = file.steps
    assert (
        ("given", "〈人〉が次の欄を空にしている"),
        ("when", "〈人〉が次の欄を空にする"),
    ) == step.sentences
    assert ("欄",) == step.columns
    assert "Nothing stands in the fields." == step.meaning


def test_sentence_that_is_not_written_out_is_refused(tmp_path: Path) -> None:
    """It would be missing from the list."""
    (tmp_path / "some_steps.py").write_text("@given(SENTENCE)\ndef step(context): ...\n")

    with pytest.raises(ValueError, match=r"some_steps\.py:1: SENTENCE found"):
        step_files(tmp_path)
