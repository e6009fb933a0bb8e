"""The headers that surround every answer, and what the few answers have that differ."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# strict-origin tells no path, so no token, and keeps the Origin header that the gate looks at.
HEADERS = (
    ("content-security-policy", POLICY),
    ("referrer-policy", "strict-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
)
RAW_HEADERS = [(name.encode(), value.encode()) for name, value in HEADERS]

# Letters show codes and URLs: nobody may keep a copy.
NOT_KEPT = {"cache-control": "no-store"}
# The page of a letter, which shows its HTML in a frame.
FRAMING = {**NOT_KEPT, "content-security-policy": f"{POLICY}; frame-src 'self'"}
# A stranger's HTML in that frame: it runs nothing, and what it links to opens elsewhere.
FRAMED = {
    **NOT_KEPT,
    "content-security-policy": (
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; "
        "sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'"
    ),
    "x-frame-options": "SAMEORIGIN",
}
# A stranger's file, which is only ever saved.
DOWNLOADED = {**NOT_KEPT, "content-security-policy": "default-src 'none'; sandbox"}


def surrounding(own: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer that it does not have of its own."""
    named = {name for name, _ in own}
    return [pair for pair in RAW_HEADERS if pair[0] not in named]
