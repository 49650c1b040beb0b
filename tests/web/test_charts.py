"""Numbers as places on paper, and the components that draw them."""

from typing import Any

import pytest
from django.template import engines

from tests.web.html import Element, read_html
from zukan.web.charts import MOST_POINTS, curve, share, thinned


def drawn(call: str, **numbers: Any) -> Element:
    """Return what a macro of chart.html draws."""
    template = '{% from "chart.html" import column_chart, curve_chart, share_chart, spark %}{{ ' + call + " }}"
    return read_html(engines["jinja2"].from_string(template).render(numbers))


def test_curve_runs_from_edge_to_edge_and_from_its_lowest_to_its_highest() -> None:
    found = curve([(100, 10), (150, 30), (200, 20)])
    assert found is not None
    assert found.line == "0.0,96.0 50.0,4.0 100.0,50.0"
    assert found.area == f"0,100 {found.line} 100,100"
    assert (found.lowest, found.highest, found.first, found.last) == (10, 30, (100, 10), (200, 20))


def test_level_numbers_are_a_line_in_the_middle() -> None:
    found = curve([(0, 7), (1, 7)])
    assert found is not None
    assert found.line == "0.0,50.0 100.0,50.0"


@pytest.mark.parametrize("points", [[], [(1, 5)], [(1, 5), (1, 6)]])
def test_fewer_than_two_days_are_no_curve(points: list[tuple[int, int]]) -> None:
    assert curve(points) is None
    assert drawn("curve_chart(points, 'Users')", points=points).all("figure") == []
    assert drawn("spark(points)", points=points).all("svg") == []


@pytest.mark.parametrize("count", [2, 119, 120, 121, 365, 5_000])
def test_curve_has_few_points_and_keeps_both_ends(count: int) -> None:
    points = [(day, day * day) for day in range(count)]
    kept = thinned(points)
    assert len(kept) <= MOST_POINTS + 1
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert kept == sorted(set(kept))


def test_shares_of_nothing_are_nothing() -> None:
    assert (share(1, 3), share(0, 3), share(0, 0)) == (33.3, 0.0, 0.0)


def test_columns_are_as_high_as_their_numbers_and_stand_in_a_table_too() -> None:
    page = drawn(
        "column_chart(rows, 'Anime a year', 'Year', 'Anime')", rows=[(2001, 50), (2002, 100), (2003, 0), (2004, 1)]
    )
    columns = page.all("rect", "chart__column")
    assert [column.attributes["height"] for column in columns] == ["48.0", "96.0", "1.0"]
    assert [column.attributes["x"] for column in columns] == ["2.5%", "27.5%", "77.5%"]
    table = page.one("table", "visually-hidden")
    rows = [[cell.text for cell in row.all("th") + row.all("td")] for row in table.all("tr")]
    assert rows == [["Year", "Anime"], ["2001", "50"], ["2002", "100"], ["2003", "0"], ["2004", "1"]]
    assert table.one("caption").text == "Anime a year"


def test_columns_of_nothing_are_drawn_without_dividing_by_it() -> None:
    assert drawn("column_chart(rows, 'A', 'B', 'C')", rows=[(1, 0), (2, 0)]).all("rect") == []


def test_labels_are_written_where_the_step_divides_them() -> None:
    page = drawn("column_chart(rows, 'A', 'B', 'C', every=5)", rows=[(year, 1) for year in range(1998, 2012)])
    assert [mark.text for mark in page.all("text")] == ["2000", "2005", "2010", "1"]


def test_shares_fill_the_bar_and_are_told_below() -> None:
    page = drawn("share_chart(rows, 'Lists')", rows=[("Completed", 700), ("Planning", 299), ("Dropped", 1)])
    bar = page.all("svg")[0]
    assert [part.attributes["width"] for part in bar.all("rect")] == ["70.0%", "29.9%", "0.1%"]
    assert [part.attributes["x"] for part in bar.all("rect")] == ["0.0%", "70.0%", "99.9%"]
    assert [line.text for line in page.all("li")] == ["Completed 700 70 %", "Planning 299 30 %", "Dropped 1 under 1 %"]


def test_curve_is_told_in_words() -> None:
    page = drawn("curve_chart(points, 'Users')", points=[(0, 1_000), (86_400, 3_000), (172_800, 2_000)])
    assert page.one("figcaption").text == (
        "Users: 1,000 on 1 January 1970 to 2,000 on 3 January 1970, 1,000 at the least and 3,000 at the most"
    )


@pytest.mark.parametrize(
    "call",
    [
        "column_chart(rows, 'A', 'B', 'C')",
        "share_chart(rows, 'A')",
        "curve_chart([(0, 1), (86400, 2)], 'A')",
        "spark([(0, 1), (86400, 2)])",
    ],
)
def test_drawings_are_hidden_from_who_hears_the_page_and_carry_no_inline_style(call: str) -> None:
    page = drawn(call, rows=[("a", 1), ("b", 2)])
    drawings = page.all("svg")
    assert drawings
    assert drawings[0].attributes["aria-hidden"] == "true"
    assert not [element for element in page if "style" in element.attributes]
