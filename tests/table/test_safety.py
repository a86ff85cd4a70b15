from __future__ import annotations

import pytest

from evspec.table.safety import one_line, safe_link, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("514 km", "514 km"),
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b31m", r"\x9b31m"),
        ("a\r\nb\nc", "a\nb\nc"),
        ("a\rb", r"a\x0db"),
        ("a\tb", "a b"),
        ("\u202e\u2067", r"\u202e\u2067"),
        ("\u2028", r"\u2028"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("\ufdd0\uffff\U0001fffe", r"\ufdd0\uffff\U0001fffe"),
        ("no\xa0break", "no\xa0break"),
        ("👩\u200d🔧", "👩\u200d🔧"),
    ],
)
def test_control_and_bidi_characters_show_as_escapes(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_one_line_has_single_spaces() -> None:
    assert one_line("  a \n\n b\tc ") == "a b c"


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://Example.org:8080/a?b=c#d", "http://Example.org:8080/a?b=c#d"),
        (" https://exa\nmple.org/\x00x", "https://example.org/x"),
        ("https://example.org/\"'<>`{}|\\^()", "https://example.org/%22%27%3C%3E%60%7B%7D%7C%5C%5E%28%29"),
        ("https://example.org/größe", "https://example.org/gr%C3%B6%C3%9Fe"),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("/path", None),
        ("https://user@example.org", None),
        ("https:/example.org", None),
        ("https://exämple.org", None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_web_addresses_become_links(href: str | None, link: str | None) -> None:
    assert safe_link(href) == link
