"""htmx keeps to the policy of the pages."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import ReadPage

pytestmark = pytest.mark.usefixtures("works")


def test_every_page_loads_htmx_after_its_text_and_forbids_what_the_policy_forbids(read: ReadPage) -> None:
    page = read("/about")
    config = json.loads(page.one("meta", name="htmx-config").attributes["content"])
    assert (config["allowEval"], config["includeIndicatorStyles"], config["selfRequestsOnly"]) == (False, False, True)
    (script,) = [script for script in page.all("script") if "htmx" in script.attributes["src"]]
    assert "defer" in script.attributes


@pytest.mark.browser
def test_htmx_runs_under_the_policy(open_page: Callable[..., Any]) -> None:
    page = open_page("/about")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.reload()
    assert page.evaluate("htmx.version").startswith("2.")
    page.evaluate("htmx.ajax('GET', '/search', { target: '#content', select: 'h1', swap: 'innerHTML' })")
    page.get_by_role("heading", name="Find a title").wait_for()
    assert complaints == []
    assert page.evaluate("document.querySelectorAll('style, [style]').length") == 0
