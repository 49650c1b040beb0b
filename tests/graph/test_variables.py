"""Variables as clients send them, and plans that never answer for each other."""

from itertools import product
from typing import Any

import pytest

from tests.graph.conftest import Ask
from zukan.graph.errors import QueryError


def ids(answer: Any) -> list[int]:
    return [media["id"] for media in answer["Page"]["media"]]


def test_numeric_strings_are_numbers(ask: Ask) -> None:
    assert ask("query($id: Int) { Media(id: $id) { id } }", {"id": "5"}) == {"Media": {"id": 5}}


def test_one_value_stands_for_a_list(ask: Ask) -> None:
    assert ids(ask("query($ids: [Int]) { Page { media(id_in: $ids) { id } } }", {"ids": 5})) == [5]


@pytest.mark.parametrize("variables", [{}, {"id": None}, {"undeclared": 3}])
def test_absent_null_and_undeclared_do_not_filter(ask: Ask, variables: dict[str, object]) -> None:
    assert len(ids(ask("query($id: Int) { Page { media(id: $id) { id } } }", variables))) == 4


def test_a_default_counts_unless_null_is_sent(ask: Ask) -> None:
    document = "query($id: Int = 5) { Page { media(id: $id) { id } } }"
    assert ids(ask(document)) == [5]
    assert len(ids(ask(document, {"id": None}))) == 4


@pytest.mark.parametrize(
    ("declared", "value"),
    [
        ("Int", "five"),
        ("Int", 2**31),
        ("Int", 1.5),
        ("[Int]", ["x"]),
        ("[MediaSort]", "NICEST"),
        ("String", "\0"),
        ("String", "\ud800"),
        ("String", {"a": 1}),
        ("Boolean", "maybe"),
        ("CountryCode", "Japan"),
        ("FuzzyDateInt", 0),
        ("Int!", None),
    ],
)
def test_a_bad_value_is_refused_by_name(ask: Ask, declared: str, value: object) -> None:
    arguments = {
        "Int": "id", "[Int]": "id_in", "[MediaSort]": "sort", "String": "search", "Boolean": "isAdult",
        "CountryCode": "countryOfOrigin", "FuzzyDateInt": "startDate", "Int!": "id",
    }  # fmt: skip
    with pytest.raises(QueryError, match=r'Variable "\$v"') as refused:
        ask(f"query($v: {declared}) {{ Page {{ media({arguments[declared]}: $v) {{ id }} }} }}", {"v": value})
    assert refused.value.status == 400


def test_a_list_of_more_than_ten_thousand_is_refused(ask: Ask) -> None:
    with pytest.raises(QueryError, match="10000"):
        ask("query($v: [Int]) { Page { media(id_in: $v) { id } } }", {"v": list(range(10_001))})


def test_every_set_of_given_variables_has_its_own_plan(ask: Ask) -> None:
    """The same text with all combinations of values, each compared with the text that has them as literals."""
    document = """query($type: MediaType, $genres: [String], $sort: [MediaSort], $with: Boolean!, $search: String) {
      Page { media(type: $type, genre_in: $genres, sort: $sort, search: $search) {
        id title @include(if: $with) { romaji } } } }"""
    choices: dict[str, list[Any]] = {
        "type": [None, "ANIME", "MANGA"],
        "genres": [None, ["Action"], ["Action", "Sci-Fi"]],
        "sort": [None, "POPULARITY", ["SCORE_DESC"]],
        "with": [True, False],
        "search": [None, "bebop", ""],
    }
    for values in product(*choices.values()):
        variables = dict(zip(choices, values, strict=True))
        assert ask(document, variables) == ask(literal(variables)), variables


def literal(variables: dict[str, Any]) -> str:
    """Return the document with its values written out."""
    arguments = []
    for name, argument in (("type", "type"), ("sort", "sort")):
        if variables[name]:
            arguments.append(f"{argument}: {str(variables[name]).replace(chr(39), '')}")
    if variables["genres"] is not None:
        arguments.append("genre_in: [" + ", ".join(f'"{name}"' for name in variables["genres"]) + "]")
    if variables["search"] is not None:
        arguments.append(f'search: "{variables["search"]}"')
    title = "title { romaji }" if variables["with"] else ""
    written = f"({', '.join(arguments)})" if arguments else ""
    return f"{{ Page {{ media{written} {{ id {title} }} }} }}"


def test_variables_inside_a_list_have_plans_of_their_own(ask: Ask) -> None:
    document = "query($s: MediaSort) { Page { media(sort: [$s, ID]) { id } } }"
    assert ids(ask(document, {"s": "ID"})) == list(reversed(ids(ask(document, {"s": "ID_DESC"}))))


def test_directives_on_fragments_are_obeyed(ask: Ask) -> None:
    document = """query($skip: Boolean!) {
      Media(id: 1) { ...a @skip(if: $skip) ... on Media @include(if: $skip) { idMal } } }
      fragment a on Media { id ...b } fragment b on Media { id }"""
    assert ask(document, {"skip": True}) == {"Media": {"idMal": 1}}
    assert ask(document, {"skip": False}) == {"Media": {"id": 1}}


def test_selections_of_one_key_are_merged(ask: Ask) -> None:
    answer = ask(
        "{ Media(id: 1) { title { romaji } ...f title { native } } } fragment f on Media { title { english romaji } }"
    )
    assert list(answer["Media"]["title"]) == ["romaji", "english", "native"]
