"""The cookie jar of a browser: what is sent where, and what is forgotten."""

import pytest

from itsid_sim.drivers.jar import Jar


@pytest.mark.parametrize(
    ("place", "path", "sent"),
    [
        ("/w/a/", "/w/a/mypage", "n=v"),
        ("/w/a/", "/w/a/", "n=v"),
        ("/w/a/", "/w/a", ""),
        ("/w/a/", "/w/b/mypage", ""),
        ("/w/a", "/w/ab", ""),
        ("/w/a", "/w/a", "n=v"),
        ("/", "/anywhere", "n=v"),
    ],
)
def test_cookie_is_sent_under_its_path_only(place: str, path: str, sent: str) -> None:
    jar = Jar()

    jar.put(f"n=v; Path={place}; HttpOnly", "/")

    assert sent == jar.header(path)


def test_cookie_without_a_path_belongs_where_it_came_from() -> None:
    jar = Jar()

    jar.put("n=v", "/w/a/mypage")

    assert ("n=v", "") == (jar.header("/w/a/faq"), jar.header("/w/b/faq"))


def test_newer_cookie_of_a_name_takes_the_place_of_the_older() -> None:
    jar = Jar()
    jar.put("n=old; Path=/", "/")

    jar.put("n=new; Path=/", "/")

    assert "n=new" == jar.header("/")


def test_more_special_path_comes_first() -> None:
    jar = Jar()
    jar.put("n=wide; Path=/", "/")
    jar.put("n=narrow; Path=/w/a/", "/")

    assert "n=narrow; n=wide" == jar.header("/w/a/mypage")


@pytest.mark.parametrize("age", ["0", "-1"])
def test_cookie_whose_age_is_over_is_forgotten(age: str) -> None:
    jar = Jar()
    jar.put("n=v; Path=/", "/")

    jar.put(f"n=; Path=/; Max-Age={age}", "/")

    assert "" == jar.header("/")


@pytest.mark.parametrize("age", ["1", "3600", "nonsense"])
def test_cookie_with_an_age_is_kept(age: str) -> None:
    jar = Jar()

    jar.put(f"n=v; Path=/; Max-Age={age}", "/")

    assert "n=v" == jar.header("/")
