"""Descriptions and reviews as safe HTML, rendered once when they are written.

Works carry light HTML; characters, people and reviews AniList's markdown. What comes out holds only the elements
below, links of http and https that tell search engines nothing, and no picture of another host: pictures and players
become links.
"""

import re
from urllib.parse import quote

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

ELEMENTS = {
    *("p", "br", "b", "strong", "i", "em", "u", "s", "del", "strike", "a", "ul", "ol", "li", "blockquote", "hr"),
    *("code", "pre", "h3", "h4", "h5", "h6"),
}
SPOILER_START, SPOILER_END = "\u2e28", "\u2e29"  # rare brackets: to markdown they are punctuation and nothing more
SPOILER_OPEN, SPOILER_CLOSE = '<span class="markdown_spoiler"><span>', "</span></span>"
STRAY_MARKS = re.compile("[\u2e28\u2e29\x00]")
HAS_BREAKS = re.compile(r"<(?:br|p)\b", re.IGNORECASE)
PICTURE = re.compile(r"(?:img|webm)\d*%?\s*\(\s*(https?://[^\s()<>]+)\s*\)", re.IGNORECASE)
# Bounded, and never past the start of another: marks that are not closed must not be followed to the end from each.
MARKDOWN_PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\]\(\s{0,9}(https?://[^\s()<>]{1,2000})[^()\n]{0,500}\)")
HTML_PICTURE = re.compile(
    r"<img\b[^<>]{0,500}?\bsrc\s{0,9}=\s{0,9}[\"']?(https?://[^\s\"'<>]{1,2000})[^<>]{0,500}>", re.IGNORECASE
)
PLAYER = re.compile(r"youtube\s*\(\s*([^\s()<>]+)\s*\)", re.IGNORECASE)
VIDEO_ID = re.compile(r"(?:v=|youtu\.be/|embed/|^)([\w-]{11})(?:[&?].*)?$")
HEADING = re.compile(r"^(#{1,5})(?=[^#\s])", re.MULTILINE)
PIECE = re.compile(rf"(<[^>]*>|{SPOILER_START}|{SPOILER_END})")
EMPTY_SPOILER = re.compile(re.escape(SPOILER_OPEN) + r"\s*" + re.escape(SPOILER_CLOSE))

MARKDOWN = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("strikethrough").disable("image")


def render_description(text: str) -> str:
    """Return a work's description, light HTML or plain lines, as safe HTML."""
    marked = marked_spoilers(text)
    if not HAS_BREAKS.search(marked):
        marked = re.sub(r"\r?\n", "<br>", marked.strip())
    return with_spoilers(clean(marked)).strip()


def render_markdown(text: str) -> str:
    """Return AniList's markdown as safe HTML."""
    marked = marked_spoilers(text).replace("~~~", "")  # centred blocks; in plain markdown a fence of code
    marked = HTML_PICTURE.sub(r"[picture](\1)", MARKDOWN_PICTURE.sub(r"[picture](\1)", marked))
    marked = PLAYER.sub(player_link, PICTURE.sub(r"[picture](\1)", marked))
    tokens = MARKDOWN.parse(HEADING.sub(r"\1 ", marked))
    html: str = MARKDOWN.renderer.render(lowered_headings(tokens), MARKDOWN.options, {})
    return with_spoilers(clean(html)).strip()


def marked_spoilers(text: str) -> str:
    """Return text with `~!` and `!~` as single characters."""
    return STRAY_MARKS.sub("", text).replace("~!", SPOILER_START).replace("!~", SPOILER_END)


def player_link(found: re.Match[str]) -> str:
    """Return a link in place of an embedded player."""
    video = VIDEO_ID.search(found.group(1))
    return f"[video](https://www.youtube.com/watch?v={quote(video.group(1))})" if video else ""


def lowered_headings(tokens: list[Token]) -> list[Token]:
    """Make headings fit under a page's own: the first level becomes the third."""
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
    return tokens


def clean(html: str) -> str:
    """Return HTML with the allowed elements only."""
    return nh3.clean(
        html,
        tags=ELEMENTS,
        attributes={"a": {"href"}},
        attribute_filter=absolute_links,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener",
        clean_content_tags={"script", "style", "iframe", "object", "template", "noscript", "title", "textarea"},
    )


def absolute_links(element: str, attribute: str, value: str) -> str | None:
    """Drop links that are not whole addresses: they would point into this site."""
    del element
    return value if attribute != "href" or value.lower().startswith(("http://", "https://")) else None


def with_spoilers(html: str) -> str:
    """Put the marks of spoilers into clean HTML: each run of text between them is wrapped, tags stay outside.

    So marks that cross elements cannot break them, and a mark that is never closed hides all that follows.
    """
    hidden = False
    result: list[str] = []
    for piece in PIECE.split(html):
        if piece == SPOILER_START:
            hidden = True
        elif piece == SPOILER_END:
            hidden = False
        elif hidden and piece and not piece.startswith("<"):
            result.append(f"{SPOILER_OPEN}{piece}{SPOILER_CLOSE}")
        else:
            result.append(piece)
    return EMPTY_SPOILER.sub("", "".join(result))
