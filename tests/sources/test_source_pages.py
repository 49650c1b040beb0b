"""Every kind of file has a page that says where it comes from and under which licence."""

import inspect
from pathlib import Path

import pytest

from zukan.sources.formats import Reader
from zukan.sources.reading import READERS


@pytest.mark.parametrize("reader", READERS)
def test_the_page_of_a_reader_names_its_source_and_licence(reader: type[Reader]) -> None:
    page = Path(inspect.getfile(reader)).with_name("README.md").read_text()
    assert reader.SOURCE in page
    if reader.LICENCE:
        assert all(licence.removesuffix("-only") in page for licence in reader.LICENCE.split(" AND "))
    else:
        assert "licence" in page.lower()  # what is known of it


def test_every_page_stands_in_the_overview() -> None:
    overview = Path(__file__).parents[2].joinpath("docs", "import.md").read_text()
    folders = {Path(inspect.getfile(reader)).parent.name for reader in READERS}
    assert not {folder for folder in folders if f"sources/{folder}/README.md" not in overview}


def test_no_two_readers_keep_records_that_one_of_them_lists_whole() -> None:
    whole = [reader.SOURCE for reader in READERS if reader.LISTS_ALL]
    assert len(whole) == len(set(whole))
    assert not set(whole) & {reader.SOURCE for reader in READERS if not reader.LISTS_ALL}
