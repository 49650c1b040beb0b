"""Commands by which people see what imports did and decide: they say what they did and end with a code that tells."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from zukan.catalogue.models import Media, MediaGenre
from zukan.cli import build
from zukan.sources.importing import import_records
from zukan.sources.models import Conflict, Decision, ImportRun, SourceRecord, TitleMatch
from zukan.sources.records import MediaRecord

Run = Callable[..., Result]


@pytest.fixture
def run(settings: Any, tmp_path: Path, db: None) -> Run:
    """Run a command; `typed`: what is typed into it."""
    settings.HOME = tmp_path

    def run(*arguments: object, typed: str = "") -> Result:
        words = [str(argument) for argument in arguments]
        return CliRunner().invoke(build({words[0]}), words, input=typed)

    return run


def work(source: str, key: str, **fields: Any) -> MediaRecord:
    return MediaRecord(source=source, key=key, **{"type": "ANIME", "observed_at": 1, **fields})


FISH = work("anilist", "1", ids={"anilist": ["1"]}, title_romaji="Sakana no Uta", start_date=20200105, format="TV")
PERHAPS = work("mal-dump", "9", title_romaji="Sakana no Uta", start_date=20210105, format="TV")


@pytest.fixture
def waiting(run: Run) -> str:
    """A question that waits for a look. Returns its id."""
    import_records([FISH, PERHAPS], "test")
    return str(TitleMatch.objects.get().pk)


def test_edit_holds_and_release_takes_it_back(run: Run, waiting: str) -> None:
    assert run("edit", "media", 1, "episodes=7", 'genres=["Drama"]').exit_code == 0
    assert Media.objects.get(pk=1).episodes == 7
    assert MediaGenre.objects.get().genre.name == "Drama"
    told = run("provenance", "media", 1).stdout
    assert "> episodes: 7" in told
    assert "here/anilist/1 (edited here)" in told
    assert run("release", "media", 1).exit_code == 0
    assert Media.objects.get(pk=1).episodes is None


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (("edit", "media", 1, "episode=7"), 1, "episode"),
        (("edit", "media", 1, "episodes"), 2, "episodes"),
        (("edit", "media", 1, "genres=[Drama]"), 2, "JSON"),
        (("edit", "song", 1, "episodes=7"), 2, "song"),
        (("edit", "media", 99, "episodes=7"), 1, "99"),
        (("release", "media", 1), 1, "Nothing was said"),
        (("unite", "media", 1, 1), 1, "one already"),
        (("split", "media", "anilist/1"), 1, "all that is known"),
        (("split", "media", "nowhere"), 1, "nowhere"),
        (("provenance", "media", 99), 1, "99"),
        (("imports", 99), 1, "99"),
        (("review", "--accept", 99), 1, "99"),
        (("review", "--accept", 1, "--never", 1), 2, "one of"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_a_code(
    run: Run, waiting: str, arguments: tuple[object, ...], code: int, named: str
) -> None:
    refused = run(*arguments)
    assert refused.exit_code == code
    assert named in refused.output
    assert not Decision.objects.exists()


def test_unite_and_split_go_both_ways(run: Run, waiting: str) -> None:
    other = Media.objects.exclude(pk=1).get().pk
    assert run("unite", "media", 1, other).exit_code == 0
    assert Media.objects.get().pk == 1
    assert run("split", "media", "mal-dump/9").exit_code == 0
    assert set(Media.objects.values_list("pk", flat=True)) == {1, other}


def test_review_lists_both_sides_and_what_speaks_against_them(run: Run, waiting: str) -> None:
    told = run("review", "--list").stdout
    assert "anilist/1 (1)" in told
    assert "mal-dump/9" in told
    assert TitleMatch.objects.get().penalties[0][0] in told
    assert "1 need a look" in told


@pytest.mark.parametrize(
    ("option", "verdict", "works"), [("--accept", "SAME", 1), ("--reject", "DISMISSED", 2), ("--never", "DIFFERENT", 2)]
)
def test_review_answers_without_a_terminal(run: Run, waiting: str, option: str, verdict: str, works: int) -> None:
    assert run("review", option, waiting).exit_code == 0
    assert Decision.objects.get().verdict == verdict
    assert Media.objects.count() == works
    assert "Nothing needs a look" in run("review", "--list").stdout


@pytest.mark.parametrize(("typed", "left"), [("s\n", 1), ("q\n", 1), ("\n", 1), ("a\n", 0), ("r\n", 0), ("n\n", 0)])
def test_review_asks_about_each(run: Run, waiting: str, typed: str, left: int) -> None:
    assert run("review", typed=typed).exit_code == 0
    assert TitleMatch.objects.count() == left


def test_review_of_contradicting_ids_asks_about_pairs_that_can_be_one(run: Run) -> None:
    of_one = [work("anilist", key, ids={"anilist": [key], "myanimelist": ["5"]}) for key in ("1", "2")]
    import_records([*of_one, work("kitsu", "3", ids={"myanimelist": ["5"]})], "test")
    conflict = Conflict.objects.get().pk
    told = run("review", "--list").stdout
    assert "both bear myanimelist:ANIME/5" in told
    assert "2 need a look" in told
    assert run("review", "--never", f"c{conflict}-2").exit_code == 0  # anilist/1 and kitsu/3
    assert "1 need a look" in run("review", "--list").stdout
    assert run("review", "--accept", f"c{Conflict.objects.get().pk}-3").exit_code == 0
    assert SourceRecord.objects.get(source="kitsu").entity_id == 2
    assert "Nothing needs a look" in run("review", "--list").stdout


def test_imports_lists_runs_and_opens_one_whole(run: Run, waiting: str) -> None:
    run("edit", "media", 1, "episodes=7")
    listed = run("imports").stdout
    assert "edit" in listed
    assert "2 new" in listed
    opened = run("imports", ImportRun.objects.get(source="test").pk).stdout
    assert "needs a look: media anilist/1 = mal-dump/9" in opened
    assert "finished" in opened


def test_an_import_that_was_stopped_and_one_that_was_undone_say_so(run: Run) -> None:
    assert "Nothing was imported" in run("imports").stdout
    ImportRun.objects.create(source="test", started_at=1)
    assert "stopped" in run("imports").stdout
    ImportRun.objects.update(undone_at=5)
    assert "undone" in run("imports").stdout


def test_undo_asks_and_takes_back_the_last_import(run: Run, waiting: str) -> None:
    assert run("undo", typed="n\n").exit_code == 1
    assert Media.objects.count() == 2
    assert run("undo", "--yes").exit_code == 0
    assert not Media.objects.exists()
    assert run("undo", "--yes").exit_code == 1


def test_a_dry_run_shows_the_difference_and_an_import_what_needs_a_look(run: Run, tmp_path: Path) -> None:
    import_records([FISH], "test")
    path = tmp_path / "more.jsonl"
    records = [
        {
            "kind": "media",
            "source": "anilist",
            "key": "1",
            "observed_at": 2,
            "title_romaji": "Uta",
            "genres": ["Drama"],
        },
        {"kind": "media", "source": "mal-dump", "key": "9", "type": "ANIME", "title_romaji": "Uta", "format": "TV"},
    ]
    path.write_text("\n".join(json.dumps(line) for line in [{"zukan": 1}, *records]))
    told = run("import", path, "--dry-run")
    assert told.exit_code == 0, told.output
    assert "title_romaji: Sakana no Uta -> Uta" in told.stdout
    assert "media: 1 changed" in told.stdout  # the other is found to be the same
    assert "new media" not in told.stdout
    assert "deleted" not in told.stdout
    assert "genres" in told.stdout
    assert Media.objects.get().title_romaji == "Sakana no Uta"
    assert "1: title" in run("import", path).stdout
