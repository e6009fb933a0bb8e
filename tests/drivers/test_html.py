"""Reading pages that are not ours: whatever is labelled as the standards say is found."""

import pytest

from itsid_sim.drivers.html import read_html


def page(body: str) -> str:
    return f"<!doctype html><html lang=ja><body><header><p>banner</p></header>{body}</body></html>"


def test_only_what_stands_in_main_is_read() -> None:
    document = read_html(page("<main><h1>ログイン</h1><p>どうぞ</p></main>"))

    assert ("ログイン", ["どうぞ"]) == (document.title, document.lines)


def test_without_a_main_the_whole_body_is_read() -> None:
    document = read_html(page("<h1>ログイン</h1><p>どうぞ</p>"))

    assert ("ログイン", ["banner", "どうぞ"]) == (document.title, document.lines)


def test_term_and_its_description_are_one_line() -> None:
    document = read_html(page("<main><dl><dt>金額</dt><dd>100円</dd><dd>税込</dd></dl></main>"))

    assert ["金額: 100円", "金額: 税込"] == document.lines


def test_text_around_a_button_or_a_link_is_no_line() -> None:
    document = read_html(
        page("<main><p>次は<button>次へ</button></p><p><a href=/x>x</a></p></main>")
    )

    assert [] == document.lines


@pytest.mark.parametrize(
    "control",
    [
        "<label for=i>氏名</label><input id=i name=n value=v>",
        "<input id=i name=n value=v><label for=i>氏名</label>",
        "<label>氏名 <input name=n value=v></label>",
        "<input aria-label=氏名 name=n value=v>",
    ],
)
def test_field_is_labelled_in_any_way_that_the_standards_know(control: str) -> None:
    (field,) = read_html(page(f"<main><form>{control}</form></main>")).fields

    assert ("氏名", "text", [("n", "v")]) == (field.label, field.kind, field.pairs())


@pytest.mark.parametrize(
    ("control", "kind"),
    [
        ("<input type=password name=n aria-label=x>", "secret"),
        ("<input type=email name=n aria-label=x>", "text"),
        ("<input type=tel name=n aria-label=x>", "text"),
        ("<textarea name=n aria-label=x>a</textarea>", "long"),
        ("<select name=n aria-label=x><option>a</select>", "one"),
        ("<input type=checkbox aria-label=x>", "toggle"),
    ],
)
def test_kind_of_a_field(control: str, kind: str) -> None:
    (field,) = read_html(page(f"<main><form>{control}</form></main>")).fields

    assert kind == field.kind


def test_choices_of_a_group_stand_under_its_legend() -> None:
    radios = "".join(f"<label><input type=radio name=n value={n}>{n}番</label>" for n in "12")
    form = f"<form><fieldset><legend>どれ</legend>{radios}</fieldset></form>"

    (field,) = read_html(page(f"<main>{form}</main>")).fields

    assert ("どれ", "one", ["1番", "2番"]) == (
        field.label,
        field.kind,
        [option.label for option in field.options],
    )
    assert [] == field.pairs()


def test_option_without_a_value_is_a_hint_and_no_choice() -> None:
    options = "<option value=''>選ぶ<option>犬<option selected>猫"
    form = f"<form><select aria-label=q name=q>{options}</select></form>"

    (field,) = read_html(page(f"<main>{form}</main>")).fields

    assert ("選ぶ", ["犬", "猫"], [("q", "猫")]) == (
        field.hint,
        [option.label for option in field.options],
        field.pairs(),
    )


def test_error_and_hint_of_a_field_are_told_apart() -> None:
    control = (
        "<label for=i>氏名</label><input id=i aria-invalid=true aria-errormessage=e"
        " aria-describedby='h e'><span id=h>全角で</span><span id=e>必須です</span>"
    )

    (field,) = read_html(page(f"<main><form>{control}</form></main>")).fields

    assert ("全角で", "必須です") == (field.hint, field.remark)


def test_error_that_is_not_in_force_is_not_told() -> None:
    control = "<input aria-label=x aria-errormessage=e><span id=e>必須です</span>"

    (field,) = read_html(page(f"<main><form>{control}</form></main>")).fields

    assert "" == field.remark


def test_alert_is_no_line() -> None:
    document = read_html(page("<main><div role=alert><p>だめです</p></div><p>本文</p></main>"))

    assert (["だめです"], ["本文"]) == (document.alerts, document.lines)


def test_each_form_sends_its_own() -> None:
    forms = "".join(
        f"<form action=/{n}><input type=hidden name=h value={n}><button>押す{n}</button></form>"
        for n in "12"
    )

    document = read_html(page(f"<main>{forms}</main>"))

    assert [("/1", [("h", "1")]), ("/2", [("h", "2")])] == [
        (form.action, form.hidden) for form in document.forms
    ]
    assert [0, 1] == [button.form for button in document.buttons]


@pytest.mark.parametrize("html", ["", "<p", "<main>", "<form><input", "\ufffd", "<h1></h1>"])
def test_broken_page_is_read_as_far_as_it_goes(html: str) -> None:
    assert "" == read_html(html).title
