"""Rendered texts hold what AniList's markdown means, and nothing that a stranger could do harm with."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zukan.catalogue.rendering import ELEMENTS, render_description, render_markdown

SPOILER = '<span class="markdown_spoiler"><span>{}</span></span>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("__Height:__ 185 cm", "<p><strong>Height:</strong> 185 cm</p>"),
        ("**b** *i* ~~s~~", "<p><strong>b</strong> <em>i</em> <s>s</s></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("#Head", "<h3>Head</h3>"),
        ("a ~!b!~ c", f"<p>a {SPOILER.format('b')} c</p>"),
        ("~!never closed", f"<p>{SPOILER.format('never closed')}</p>"),
        (
            "[a](https://a.example/)",
            '<p><a href="https://a.example/" rel="nofollow noopener">a</a></p>',
        ),
        (
            "img220(https://p.example/a.png)",
            '<p><a href="https://p.example/a.png" rel="nofollow noopener">picture</a></p>',
        ),
        (
            "youtube(https://youtu.be/OhNwckCLzis)",
            '<p><a href="https://www.youtube.com/watch?v=OhNwckCLzis" rel="nofollow noopener">video</a></p>',
        ),
        ("~~~centred~~~", "<p>centred</p>"),
    ],
)
def test_markdown_means_what_it_means_on_anilist(text: str, html: str) -> None:
    assert render_markdown(text) == html


def test_spoilers_that_cross_paragraphs_stay_hidden_in_each() -> None:
    html = render_markdown("~!one\n\n- two\n- three!~ four")
    assert [re.sub("<[^>]*>", "", part) for part in re.findall(r"_spoiler\"><span>([^<]*)", html)] == [
        "one",
        "two",
        "three",
    ]
    assert html.count("<span") == html.count("</span>")


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a href='javascript:alert(1)'>x</a></svg>",
    "[x](javascript:alert(1)) [y](data:text/html,x) [z](//evil.example)",
    "<a href='https://a.example' onclick='alert(1)' style='x' target=_top>x</a>",
    "<iframe src=https://a.example></iframe><style>*{}</style><object data=x></object>",
    "~!<b>!~<script>~!alert(1)!~</script>",
    '[x](https://a.example "~!" onmouseover="alert(1))',
    "<span class=markdown_spoiler>x</span><div id=app>y</div><form action=/x><input></form>",
    "\u2e28<script\u2e29>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_harmless(text: str) -> None:
    for html in (render_markdown(text), render_description(text)):
        assert_harmless(html)


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "~!", "!~", "<b>", "</b>", "\n\n", "[", "](", ")", "#", "- ", "a"]), max_size=12
    )
)
def test_any_mixture_comes_out_harmless(parts: list[str]) -> None:
    assert_harmless(render_markdown("".join(parts)))


def assert_harmless(html: str) -> None:
    """Only allowed elements, no attribute but a link's and a spoiler's."""
    for name, attributes in re.findall(r"<(\w+)([^>]*)>", html):
        assert name in ELEMENTS | {"span"}
        allowed = r'( href="https?://[^"]*")?( rel="nofollow noopener")?|( class="markdown_spoiler")?'
        assert re.fullmatch(allowed, attributes.rstrip(" /")), attributes


def test_descriptions_keep_their_light_html_and_lines() -> None:
    assert render_description("a\nb <i>c</i>") == "a<br>b <i>c</i>"
    assert render_description("a<br><br>\nb") == "a<br><br>\nb"


@pytest.mark.parametrize("part", ["<img ", "<img src=http://a", "![a](http://b ", "![", "img(http://x", "youtube("])
def test_marks_that_are_never_closed_cost_little(part: str) -> None:
    started = time.process_time()
    assert_harmless(render_markdown(part * 10_000))
    assert time.process_time() - started < 2
