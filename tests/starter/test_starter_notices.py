"""Who is owed a notice gets it, and the places that show it agree."""

import pytest

from zukan.starter import notices
from zukan.starter.credits import CREDITS, Credit


def test_the_licence_file_is_drawn_from_the_credits() -> None:
    assert notices.LICENCES_FILE.read_text(encoding="utf-8") == notices.licences_text()


def test_the_data_page_has_the_table_of_the_credits() -> None:
    page = notices.DATA_PAGE.read_text(encoding="utf-8")
    assert notices.with_table(page) == page
    assert all(one.name in page for one in CREDITS)


@pytest.mark.parametrize("credit", CREDITS, ids=lambda one: one.source)
def test_a_source_has_a_licence_that_permits_shipping(credit: Credit) -> None:
    assert credit.licence in {"MIT", "Apache-2.0", "CC BY 4.0", "CC0 1.0", "Unlicense"}


def test_the_texts_of_the_licences_that_ask_for_it_ship() -> None:
    assert "Permission is hereby granted, free of charge" in notices.licences_text()
    assert "TERMS AND CONDITIONS FOR USE" in (notices.FOLDER / "licences" / "Apache-2.0.txt").read_text()
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in notices.licences_text()
    assert "Copyright (c) 2020 yilihjy" in notices.mit_section()
