"""HTML as tests look at it: elements with attributes, text as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "rect", "path", "circle", "source"}


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str]
    content: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """Walk this element and all below it."""
        yield self
        for child in self.content:
            if isinstance(child, Element):
                yield from child

    @property
    def text(self) -> str:
        parts = [child if isinstance(child, str) else child.text for child in self.content]
        return " ".join(" ".join(parts).split())

    def all(self, tag: str = "", class_: str = "", **attributes: str) -> list[Element]:
        return [
            element
            for element in self
            if tag in {"", element.tag}
            and (not class_ or class_ in element.attributes.get("class", "").split())
            and all(element.attributes.get(name.replace("_", "-")) == value for name, value in attributes.items())
        ]

    def one(self, tag: str = "", class_: str = "", **attributes: str) -> Element:
        found = self.all(tag, class_, **attributes)
        assert len(found) == 1, f"{len(found)} elements are <{tag}> .{class_} {attributes}"
        return found[0]

    def section(self, id_: str) -> Element:
        """Return the part of a page under the heading with an id."""
        return self.one("section", aria_labelledby=id_)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].content.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def read_html(text: str) -> Element:
    """Return the root of a page. Fails when tags do not nest."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.root], f"<{reader.open[-1].tag}> is not closed"
    return reader.root
