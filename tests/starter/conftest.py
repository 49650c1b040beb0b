"""The folder of real files that some promises are checked against."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_files() -> Path:
    """Return the folder named by ZUKAN_TEST_DATA; without it the test is skipped."""
    folder = os.environ.get("ZUKAN_TEST_DATA")
    if not folder:
        pytest.skip("set ZUKAN_TEST_DATA to the folder of real files to run this")
    return Path(folder)


@pytest.fixture(scope="session")
def seed_page(real_files: Path) -> str:
    """Return the text of the page that the project was created from."""
    return (real_files / "seed" / "metallic-rouge-page.txt").read_text(encoding="utf-8")
