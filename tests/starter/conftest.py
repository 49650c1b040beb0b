"""The shipped records, and the page that some promises are checked against."""

from pathlib import Path

import pytest

from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import AnyRecord
from zukan.starter.build import STARTER_FILE


@pytest.fixture(scope="session")
def starter_records() -> list[AnyRecord]:
    """Return all records of the shipped file."""
    return list(records(STARTER_FILE, Reading()))


@pytest.fixture(scope="session")
def seed_page(test_data: Path) -> str:
    """Return the text of the page that the project was created from."""
    return (test_data / "seed" / "metallic-rouge-page.txt").read_text(encoding="utf-8")
