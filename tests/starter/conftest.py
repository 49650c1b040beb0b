"""The shipped records, and the page that some promises are checked against."""

from pathlib import Path

import pytest

from zukan.sources.records import AnyRecord
from zukan.sources.zukan.form import read_records
from zukan.starter.build import STARTER_FILE


@pytest.fixture(scope="session")
def starter_records() -> list[AnyRecord]:
    """Return all records of the shipped file."""
    return [record for _, record in read_records(STARTER_FILE)]


@pytest.fixture(scope="session")
def seed_page(test_data: Path) -> str:
    """Return the text of the page that the project was created from."""
    return (test_data / "seed" / "metallic-rouge-page.txt").read_text(encoding="utf-8")
