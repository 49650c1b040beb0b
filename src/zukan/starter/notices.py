"""The licence file beside the starter catalogue and the table in `docs/data.md`, both drawn from `CREDITS`.

`python -m zukan.starter.notices` writes them anew.
"""

from pathlib import Path

from zukan.starter.credits import CC0, CC_BY, CREDITS, Credit

FOLDER = Path(__file__).parent
LICENCES_FILE = FOLDER / "LICENSES.md"
DATA_PAGE = FOLDER.parents[2] / "docs" / "data.md"
TABLE_START, TABLE_END = "<!-- sources: start -->", "<!-- sources: end -->"

INTRODUCTION = """# Licences of the starter catalogue

`starter.jsonl.zst` holds facts from the sources below, brought into one form and sorted. It is no work of theirs, and
none of them endorses it. The program that reads the file has a licence of its own.
"""


def linked_name(credit: Credit) -> str:
    """Return the source's name, as a link where it has an address."""
    return f"[{credit.name}]({credit.url})" if credit.url else credit.name


def sources_table() -> str:
    """Return the sources as a Markdown table, one row a source."""
    rows = [
        (linked_name(one), one.taken, f"[{one.licence}]({one.licence_url})", one.changed, one.dated) for one in CREDITS
    ]
    head = ("Source", "What is taken", "Licence", "What was changed", "Date of the data")
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *rows))


def source_section(credit: Credit) -> str:
    """Return one source's part of the licence file."""
    return "\n".join(
        [
            f"## {linked_name(credit)}",
            "",
            f"- Licence: [{credit.licence}]({credit.licence_url})",
            f"- Copyright: {credit.holder}",
            f"- Taken: {credit.taken}.",
            f"- Changed: {credit.changed}.",
            f"- Date of the data: {credit.dated}",
            f"- Name in the records: `{credit.source}`",
            "",
        ]
    )


def mit_section() -> str:
    """Return the notice that the MIT licence asks to go with each copy, for all that stand under it."""
    holders = [f"- {one.name}: {one.holder}" for one in CREDITS if one.licence == "MIT"]
    text = (FOLDER / "licences" / "MIT.txt").read_text()
    return "\n".join(["## The MIT licence", "", *holders, "", text])


def other_sections() -> str:
    """Return where the other licences' texts are."""
    return (
        "## The Apache License 2.0\n\nIts text is in `licences/Apache-2.0.txt`. None of the sources under it has a "
        "NOTICE file that was found.\n\n"
        "## Creative Commons Attribution 4.0 International\n\n"
        f"Its text is at {CC_BY[1]}legalcode. The material is offered as it is, without warranties.\n\n"
        f"## CC0 1.0 Universal\n\nIts text is at {CC0[1]}legalcode.\n"
    )


def licences_text() -> str:
    """Return the whole of `LICENSES.md`."""
    return "\n".join([INTRODUCTION, *(source_section(one) for one in CREDITS), mit_section(), other_sections()])


def with_table(page: str) -> str:
    """Return a page with what stands between its two marks replaced by the table."""
    before, rest = page.split(TABLE_START)
    return f"{before}{TABLE_START}\n{sources_table()}\n{TABLE_END}{rest.split(TABLE_END)[1]}"


def write_notices() -> None:
    """Write `LICENSES.md` and the table in `docs/data.md`."""
    LICENCES_FILE.write_text(licences_text())
    DATA_PAGE.write_text(with_table(DATA_PAGE.read_text()))


if __name__ == "__main__":
    write_notices()
