"""Tables as text: CSV and TSV, with a header."""

import csv

DELIMITERS = "\t;,"


def delimiter_of(header: str) -> str:
    """Return what separates the cells of a table, "" when its first line is no header of several columns."""
    counted = {mark: header.count(mark) for mark in DELIMITERS}
    best = max(counted, key=lambda mark: counted[mark])
    return best if counted[best] else ""


def header_of(line: str) -> tuple[str, ...]:
    """Return the names of a table's columns by its first line, () when it is no table."""
    separator = delimiter_of(line)
    if not separator or line.lstrip()[:1] in {"{", "[", "<"}:
        return ()
    try:
        return tuple(name.strip() for name in next(csv.reader([line], delimiter=separator), []))
    except csv.Error:
        return ()
