"""The cookies of one browser on one host (RFC 6265, as far as a login page needs it)."""


class Jar:
    """Cookies by path and name; a path sees those of the paths above it."""

    def __init__(self, cookies: dict[tuple[str, str], str] | None = None) -> None:
        self._cookies = cookies or {}

    def put(self, header: str, path: str) -> None:
        """Take in a Set-Cookie header that came with the answer from a path."""
        pair, *rest = header.split(";")
        name, _, value = pair.strip().partition("=")
        attributes = {
            key.lower(): text for key, _, text in (one.strip().partition("=") for one in rest)
        }
        place = attributes.get("path", "")
        key = (place if place.startswith("/") else path.rpartition("/")[0] or "/", name)
        if _is_over(attributes.get("max-age", "")):
            self._cookies.pop(key, None)
        else:
            self._cookies[key] = value

    def moved(self, here: str, there: str) -> "Jar":
        """A jar with the same cookies, those of one path under another."""
        cookies = {
            (there + place.removeprefix(here) if _is_under(place, here) else place, name): value
            for (place, name), value in self._cookies.items()
        }
        return Jar(cookies)

    def header(self, path: str) -> str:
        """What the browser sends in its Cookie header, the more special paths first; or nothing."""
        seen = [key for key in self._cookies if _is_under(path, key[0])]
        seen.sort(key=lambda key: -len(key[0]))
        return "; ".join(f"{name}={self._cookies[place, name]}" for place, name in seen)


def _is_over(max_age: str) -> bool:
    """A cookie is deleted by letting its age be nought or less."""
    return max_age.lstrip("-").isdigit() and int(max_age) <= 0


def _is_under(path: str, place: str) -> bool:
    return path == place or path.startswith(place if place.endswith("/") else f"{place}/")
