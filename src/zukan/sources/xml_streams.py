"""XML that is read element by element. Entities are refused: they can make gigabytes of a few lines."""

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError  # names only: defusedxml reads

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

LONGEST_ELEMENT = 4 * 2**20  # bytes: an element is an object, and an attribute that goes on is read again and again
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
FIRST_ELEMENT = re.compile(rb"<(?![?!])([^\s/>]+)")


class BrokenXmlError(ValueError):
    """A text is no XML, or XML that is made to harm."""


class Metered:
    """A file that gives no more than one element may be long before somebody says that it went on."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.given = 0

    def read(self, size: int = -1, /) -> bytes:
        if self.given > LONGEST_ELEMENT:
            raise BrokenXmlError(f"one element in it is longer than {LONGEST_ELEMENT // 2**20} MB")
        part = self.file.read(size)
        self.given += len(part)
        return part


def root_of(start: bytes) -> str:
    """Return the name of an XML document's root element by its first bytes, "" for what is no XML."""
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return ""
    found = FIRST_ELEMENT.search(COMMENT.sub(b"", start))
    return found[1].decode(errors="replace") if found else ""


def elements(file: BinaryIO, name: str) -> Iterator[Element]:
    """Yield the elements of a name, without regard to namespaces. Raises BrokenXmlError."""
    metered = Metered(file)
    above: list[Element] = []
    inside = 0  # of wanted elements
    try:
        for event, element in iterparse(metered, events=("start", "end"), forbid_dtd=False):
            wanted = element.tag.rpartition("}")[2] == name
            if event == "start":
                above.append(element)
                inside += wanted
                continue
            above.pop()
            inside -= wanted
            if wanted and not inside:
                yield element
            if not inside:
                metered.given = 0
                if above:
                    above[-1].remove(element)
    except ParseError as error:
        raise BrokenXmlError(f"it is not whole XML ({error})") from None
    except DefusedXmlException:
        raise BrokenXmlError("it defines entities, which can be made to fill the memory") from None
