"""The tools that other tests stand on do what they say."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

VALID = "<!doctype html><html lang=en><meta charset=utf-8><title>Zukan</title><h1>図鑑</h1></html>"


def test_html_checker_is_content_with_a_valid_page_and_names_the_error_of_another(
    check_html: Callable[[str], list[str]],
) -> None:
    assert check_html(VALID) == []
    (error,) = check_html(VALID.replace("<h1>", "<h1 colour=red>"))
    assert "colour" in error


@pytest.mark.django_db(transaction=True)
def test_browser_opens_pages_of_the_site_and_reaches_no_other_host(open_page: Callable[..., Any]) -> None:
    page = open_page("/", width=390, dark=True)
    assert page.evaluate("innerWidth") == 390
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.goto("about:blank")  # where no policy of the site holds
    page.set_content('<img src="http://192.0.2.1/picture.png">')
    page.wait_for_function("document.images[0].complete")
    assert page.foreign_requests == ["http://192.0.2.1/picture.png"]


def test_real_files_are_a_folder(test_data: Path) -> None:
    assert (test_data / "data").is_dir()


def run_without_real_files(**variables: str) -> subprocess.CompletedProcess[str]:
    """Run the test above in a process of its own that has no real files."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "real_files_are", str(Path(__file__))],
        env={**os.environ, "ZUKAN_TEST_DATA": "", "ZUKAN_REQUIRE_ALL": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_skipped_for_want_of_something_is_counted_aloud() -> None:
    run = run_without_real_files()
    assert run.returncode == 0
    assert "skipped: 1 need the real files" in run.stdout


def test_nothing_may_be_skipped_where_all_is_required() -> None:
    run = run_without_real_files(ZUKAN_REQUIRE_ALL="1")
    assert run.returncode == 1
    assert "ZUKAN_REQUIRE_ALL allows none: needs the real files" in run.stdout
