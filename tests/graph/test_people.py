"""Characters, staff and studios as roots and lists, with AniList's arguments."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection

from tests.graph.conftest import NOW, Ask
from tests.statements import statements
from zukan.catalogue.models import Character, Media, MediaCharacter, MediaStudio, Redirect, Staff, Studio, VoiceRole
from zukan.graph.document import load
from zukan.graph.errors import QueryError
from zukan.graph.limits import API
from zukan.graph.plan import compile_operation
from zukan.graph.sql import Request

TODAY = datetime.fromtimestamp(NOW, UTC)
KINDS = {"Character": "characters", "Staff": "staff", "Studio": "studios"}
FIRST = {"Character": 1, "Staff": 95012, "Studio": 14}


@pytest.mark.parametrize("kind", KINDS)
def test_one_is_found_by_id_in_one_statement(ask: Ask, kind: str) -> None:
    with statements() as seen:
        data = ask(f"query ($id: Int) {{ {kind}(id: $id) {{ id siteUrl }} }}", {"id": FIRST[kind]})
    assert data == {kind: {"id": FIRST[kind], "siteUrl": f"https://zukan.example/{kind.lower()}/{FIRST[kind]}"}}
    assert len(seen) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_that_is_none_is_not_found(ask: Ask, kind: str) -> None:
    with pytest.raises(QueryError, match=r"^Not Found\.$") as failure:
        ask(f"{{ {kind}(id: 4711) {{ id }} }}")
    assert failure.value.status == 404


@pytest.mark.parametrize("kind", KINDS)
def test_an_old_id_leads_to_what_it_became_and_that_of_another_kind_does_not(ask: Ask, kind: str) -> None:
    Redirect.objects.create(entity=kind.lower(), old_id=800, new_id=FIRST[kind])
    Redirect.objects.create(entity="media", old_id=801, new_id=FIRST[kind])
    assert ask(f"{{ {kind}(id: 800) {{ id }} }}") == {kind: {"id": FIRST[kind]}}
    assert ask(f"{{ Page {{ {KINDS[kind]}(id: 801) {{ id }} }} }}") == {"Page": {KINDS[kind]: []}}


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("", [1, 16]),
        ("id_in: [16, 4711, 1]", [1, 16]),
        ("id_in: []", []),
        ("id_not: 1", [16]),
        ("id_not_in: [16]", [1]),
        ("sort: FAVOURITES_DESC", [16, 1]),
        ("sort: ID_DESC", [16, 1]),
        ("sort: [FAVOURITES, ID]", [1, 16]),
        ("sort: [ROLE, SEARCH_MATCH]", [1, 16]),
    ],
)
def test_characters_are_filtered_and_sorted(ask: Ask, arguments: str, found: list[int]) -> None:
    list_ = f"characters({arguments})" if arguments else "characters"
    assert [row["id"] for row in ask(f"{{ Page {{ {list_} {{ id }} }} }}")["Page"]["characters"]] == found


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("sort: FAVOURITES_DESC", [97009, 95012, 95357]),
        ("sort: LANGUAGE", [95012, 95357, 97009]),
        ("id_in: 95012", [95012]),
    ],
)
def test_staff_are_filtered_and_sorted(ask: Ask, arguments: str, found: list[int]) -> None:
    assert [row["id"] for row in ask(f"{{ Page {{ staff({arguments}) {{ id }} }} }}")["Page"]["staff"]] == found


@pytest.mark.parametrize(
    ("arguments", "found"),
    [("sort: NAME", [23, 14]), ("sort: NAME_DESC", [14, 23]), ("sort: FAVOURITES_DESC", [14, 23])],
)
def test_studios_are_sorted(ask: Ask, arguments: str, found: list[int]) -> None:
    assert [row["id"] for row in ask(f"{{ Page {{ studios({arguments}) {{ id }} }} }}")["Page"]["studios"]] == found


@pytest.mark.parametrize(("kind", "model"), [("characters", Character), ("staff", Staff)])
def test_who_has_a_birthday_today_and_who_has_not(ask: Ask, kind: str, model: type[Character] | type[Staff]) -> None:
    model.objects.create(id=700, name_full="Today", birthday=TODAY.month * 100 + TODAY.day)
    model.objects.create(id=701, name_full="Another day", birthday=101)
    born = [row["id"] for row in ask(f"{{ Page {{ {kind}(isBirthday: true) {{ id }} }} }}")["Page"][kind]]
    others = [row["id"] for row in ask(f"{{ Page {{ {kind}(isBirthday: false) {{ id }} }} }}")["Page"][kind]]
    assert born == [700]
    assert {*others, 700} == set(model.objects.values_list("id", flat=True))
    assert 700 not in others


def test_birthdays_of_other_days_are_found(ask: Ask) -> None:
    Character.objects.create(id=700, name_full="Leap", birthday=229)
    Character.objects.create(id=701, name_full="Spring", birthday=401)
    query = "query ($days: [Int]) { Page { characters(birthday_in: $days) { id } } }"
    assert ask(query, {"days": [229, 401]})["Page"]["characters"] == [{"id": 700}, {"id": 701}]
    assert ask(query, {"days": [230]})["Page"]["characters"] == []


def test_pages_of_people_know_what_follows(ask: Ask) -> None:
    data = ask("{ Page(perPage: 1) { pageInfo { hasNextPage currentPage } characters { id } } }")
    assert data == {"Page": {"pageInfo": {"hasNextPage": True, "currentPage": 1}, "characters": [{"id": 1}]}}


@pytest.mark.parametrize(("kind", "words"), [("Character", "spike"), ("Staff", "steve blum"), ("Studio", "Sunr")])
def test_names_are_found_and_blanks_find_nothing(ask: Ask, kind: str, words: str) -> None:
    assert ask(f"query ($s: String) {{ {kind}(search: $s) {{ id }} }}", {"s": words}) == {kind: {"id": FIRST[kind]}}
    query = f"query ($s: String) {{ Page {{ {KINDS[kind]}(search: $s) {{ id }} }} }}"
    assert ask(query, {"s": "  "})["Page"][KINDS[kind]] == []
    assert len(ask(query, {"s": None})["Page"][KINDS[kind]]) > 1
    assert ask(query, {"s": "' or 1=1 --"})["Page"][KINDS[kind]] == []


def test_one_is_for_adults_who_appears_nowhere_else(ask: Ask) -> None:
    Media.objects.create(id=900, type="ANIME", title_romaji="Adults", is_adult=True)
    for id_ in (700, 701):
        Character.objects.create(id=id_, name_full=f"Character {id_}")
    MediaCharacter.objects.create(id=900, media_id=900, character_id=700, position=0)
    MediaCharacter.objects.create(id=901, media_id=900, character_id=16, position=1)
    data = ask("{ Page { characters { id isAdult } } }")["Page"]["characters"]
    assert {row["id"]: row["isAdult"] for row in data} == {1: False, 16: False, 700: True, 701: False}
    for wanted in (True, False):
        kept = ask(f"{{ Page {{ characters(isAdult: {str(wanted).lower()}) {{ id }} }} }}")["Page"]["characters"]
        assert [row["id"] for row in kept] == [row["id"] for row in data if row["isAdult"] is wanted]


def test_appearances_are_filtered_by_part_kind_and_audience(ask: Ask) -> None:
    Media.objects.filter(pk=5).update(is_adult=True)
    MediaCharacter.objects.filter(pk=31).update(role="SUPPORTING")

    def works(arguments: str) -> list[int]:
        found = ask(f"{{ Character(id: 1) {{ media({arguments}) {{ nodes {{ id }} }} }} }}")
        return [node["id"] for node in found["Character"]["media"]["nodes"]]

    assert works("sort: ID") == [1, 5]
    assert works("role: MAIN") == works("isAdult: false") == [1]
    assert works("role: SUPPORTING") == works("isAdult: true") == [5]
    assert works("type: MANGA") == []


def test_voice_roles_are_filtered_the_same_way(ask: Ask) -> None:
    Media.objects.filter(pk=5).update(is_adult=True)
    MediaCharacter.objects.filter(pk=31).update(role="SUPPORTING")

    def works(arguments: str) -> list[int]:
        found = ask(f"{{ Staff(id: 95357) {{ characterMedia({arguments}) {{ nodes {{ id }} }} }} }}")
        return [node["id"] for node in found["Staff"]["characterMedia"]["nodes"]]

    assert works("sort: ID") == [1, 5]
    assert works("role: MAIN") == works("isAdult: false") == [1]
    assert works("role: SUPPORTING") == works("isAdult: true") == [5]
    assert works("type: MANGA") == []
    assert works("type: ANIME, sort: START_DATE_DESC") == [5, 1]


def test_works_of_a_studio_and_credits_of_a_person_leave_adults_out(ask: Ask) -> None:
    Media.objects.filter(pk=5).update(is_adult=True)
    data = ask(
        "{ Studio(id: 14) { a: media(isAdult: false) { nodes { id } }"
        " b: media(isMain: false) { edges { isMainStudio node { id } } } }"
        " Staff(id: 97009) { staffMedia(isAdult: true) { edges { staffRole node { id } } } } }"
    )
    assert data["Studio"]["a"]["nodes"] == [{"id": 1}]
    assert data["Studio"]["b"]["edges"] == [{"isMainStudio": False, "node": {"id": 5}}]
    assert data["Staff"]["staffMedia"]["edges"] == [{"staffRole": "Director", "node": {"id": 5}}]


def test_a_studio_that_is_main_and_not_is_there_twice(ask: Ask) -> None:
    MediaStudio.objects.create(id=9, media_id=1, studio_id=14, is_main=False)
    edges = ask("{ Studio(id: 14) { media(sort: ID) { edges { isMainStudio node { id } } } } }")["Studio"]["media"][
        "edges"
    ]
    assert [(edge["node"]["id"], edge["isMainStudio"]) for edge in edges] == [(1, True), (1, False), (5, False)]


def test_a_voice_role_names_work_part_and_both_people(ask: Ask) -> None:
    VoiceRole.objects.filter(pk=2).update(dub_group="Animaze")
    edge = ask(
        "{ Staff(id: 95012) { characterMedia { edges { node { id } characterRole roleNotes dubGroup"
        " characters { id path } voiceActors { id } voiceActorRoles(language: JAPANESE) { voiceActor { id } } } } } }"
    )["Staff"]["characterMedia"]["edges"]
    assert edge == [
        {
            "node": {"id": 1}, "characterRole": "MAIN", "roleNotes": "adult", "dubGroup": "Animaze",
            "characters": [{"id": 1, "path": "/character/1"}], "voiceActors": [{"id": 95357}, {"id": 95012}],
            "voiceActorRoles": [{"voiceActor": {"id": 95357}}],
        }
    ]  # fmt: skip


def test_paths_end_in_the_name_where_it_has_latin_letters(ask: Ask) -> None:
    Studio.objects.filter(pk=14).update(slug="sunrise")
    assert ask("{ Page { studios { path } } }")["Page"]["studios"] == [
        {"path": "/studio/14/sunrise"},
        {"path": "/studio/23"},
    ]


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    "list_",
    [
        "characters(isBirthday: true)",
        "characters(birthday_in: [311], isAdult: false, sort: FAVOURITES_DESC)",
        "staff(birthday_in: [311, 312])",
        "characters(id_in: [1, 2])",
        "studios(id: 14)",
    ],
)
def test_who_is_looked_for_is_found_by_an_index(list_: str) -> None:
    assert not [step for step in steps(f"{{ Page {{ {list_} {{ id }} }} }}") if step.startswith("SCAN t1")]


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    "root",
    [
        "Character(id: 1) { media(sort: START_DATE_DESC, isAdult: false) { edges { voiceActorRoles { roleNotes } } } }",
        "Staff(id: 1) { characterMedia(sort: POPULARITY_DESC, role: MAIN) { nodes { id } } }",
        "Staff(id: 1) { staffMedia(sort: SCORE_DESC, type: ANIME) { edges { staffRole } } }",
        "Studio(id: 1) { media(isMain: true, sort: START_DATE_DESC) { edges { id } } }",
        'Genre(slug: "drama") { media(sort: POPULARITY_DESC, type: ANIME) { nodes { id } } tags { works } }',
        "Tag(id: 1) { media(sort: POPULARITY_DESC) { nodes { id } } related { works } genres { works } }",
    ],
)
def test_what_hangs_on_one_is_found_without_reading_a_table(root: str) -> None:
    assert not [step for step in steps(f"{{ {root} }}") if re.match(r"SCAN t\d", step)]


def steps(document: str) -> list[str]:
    """Return how SQLite finds what a document asks."""
    plan = compile_operation(load(document, API).operation(None), Request(), "sqlite", API)
    connection.ensure_connection()
    rows = connection.connection.execute("explain query plan " + plan.text, [None] * len(plan.binds)).fetchall()
    return [row[3] for row in rows]
