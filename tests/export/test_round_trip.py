"""What is exported in AniList's shape is imported again without difference."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.export.conftest import Export, one_of_everything
from zukan.catalogue.models import Media, MediaRelation, MediaStatistics, Studio
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.reviews.models import Review
from zukan.sources.importing import import_paths, import_records
from zukan.sources.merge.identity import MODEL_OF_KIND
from zukan.sources.merge.works import AUDIO, TABLES, VOICES
from zukan.sources.models import SourceRecord
from zukan.sources.records import MediaRecord

ThereAndBack = Callable[[Callable[[], object]], tuple[list[str], list[str]]]
pytestmark = pytest.mark.django_db
REAL_FILES = (
    "anilist/pyanilist_exchanges.jsonl.gz",
    "anilist/metallic_rouge_162985.json",
    "anilist/modb_site_responses.jsonl.gz",
    "anilist/tsugi_manga_media.json",
    "anilist/media_tags_2025-07.json",
    "schemas/anime-offline-database.example.json",
)


def test_one_of_everything_comes_back_as_it_was(there_and_back: ThereAndBack) -> None:
    before, after = there_and_back(lambda: import_records(one_of_everything(), "samples"))
    assert after == before


def test_the_sample_has_one_of_everything(everything: None) -> None:
    models = [*MODEL_OF_KIND.values(), *(table.model for table in (*TABLES.values(), VOICES, AUDIO)), MediaRelation]
    assert [model.__name__ for model in models if not model._default_manager.exists()] == []


def test_real_files_come_back_as_they_were(there_and_back: ThereAndBack, test_data: Path, tmp_path: Path) -> None:
    paths = [test_data / "data" / name for name in REAL_FILES]
    paths.append(thinned(test_data / "data" / "catalogue" / "bangumi-data_0.3.208.json.gz", tmp_path / "titles.json"))
    before, after = there_and_back(lambda: import_paths(paths))
    assert len(before) > 9_000
    assert after == before


def thinned(path: Path, target: Path) -> Path:
    """Write every thirtieth title of bangumi-data: many of them nobody has given a number."""
    content = json.loads(gzip.decompress(path.read_bytes()))
    target.write_text(json.dumps({**content, "items": content["items"][::30]}))
    return target


def test_an_export_twice_differs_in_its_date_alone(everything: None, export_to: Export) -> None:
    (first_header, *first), (second_header, *second) = (
        export_to(name).read_text().splitlines() for name in ("a.jsonl", "b.jsonl")
    )
    assert first == second
    assert {**json.loads(first_header), "date": ""} == {**json.loads(second_header), "date": ""}


def test_importing_ones_own_export_changes_nothing_but_who_said_it(everything: None, export_to: Export) -> None:
    path = export_to("a.jsonl")
    works, studios = Media.objects.count(), Studio.objects.count()
    import_paths([path])
    assert (Media.objects.count(), Studio.objects.count()) == (works, studios)


def test_ids_that_were_given_here_become_nobodys_anilist_id(there_and_back: ThereAndBack) -> None:
    there_and_back(lambda: import_records(one_of_everything(), "samples"))
    local = Media.objects.get(title_native="無名")
    assert local.pk >= FIRST_LOCAL_ID
    assert SourceRecord.objects.get(source="zukan", kind="media", key="kitsu/kitsu-77").anilist_id is None
    assert not SourceRecord.objects.filter(anilist_id__gte=FIRST_LOCAL_ID).exists()


def test_each_sources_numbers_stay_its_own(there_and_back: ThereAndBack) -> None:
    there_and_back(lambda: import_records(one_of_everything(), "samples"))
    rows = MediaStatistics.objects.filter(media=900001).order_by("source")
    assert [(row.source, row.average_score, row.scored_by) for row in rows] == [
        ("anilist", 70, None),
        ("myanimelist", 71, 100),
    ]


def test_a_users_own_review_stays_at_home(everything: None, export_to: Export) -> None:
    Review.objects.create(id=FIRST_LOCAL_ID + 9, media_id=900001, summary="Written here", created_at=1, updated_at=1)
    text = export_to("a.jsonl").read_text()
    assert "sample-1" in text
    assert "Written here" not in text


def test_one_type_of_works_takes_its_own_people_along(everything: None, export_to: Export) -> None:
    anime, manga = (export_to(f"{name}.jsonl", media_type=name).read_text() for name in ("ANIME", "MANGA"))
    assert '"Ada Low"' in anime
    assert '"Ada Low"' not in manga.split('{"data":{"Media"')[0]
    assert [json.loads(line)["data"]["Media"]["id"] for line in manga.splitlines() if '"Media":' in line] == [900003]


def test_a_things_name_may_be_longer_than_a_key(there_and_back: ThereAndBack) -> None:
    names = [f"{'Long' * 18} {last}" for last in ("one", "two")]
    works = [
        MediaRecord(source="a-source-with-a-name-of-its-own", key=name, type="ANIME", title_romaji=name)
        for name in names
    ]
    before, after = there_and_back(lambda: import_records(works, "samples"))
    assert after == before
    assert Media.objects.count() == 2


def test_a_work_that_only_another_server_numbers_is_left_out(home: Path) -> None:
    path = home / "answers.jsonl"
    nobodys = {"id": FIRST_LOCAL_ID + 1, "type": "ANIME", "title": {"romaji": "Nobody's"}}
    known = {
        "id": 900001,
        "type": "ANIME",
        "title": {"romaji": "Known"},
        "relations": {"edges": [{"id": 2**31, "relationType": "SEQUEL", "node": nobodys}]},
    }
    path.write_text("".join(json.dumps({"data": {"Media": one}}) + "\n" for one in (nobodys, known)))
    report = import_paths([path])
    assert [work.title_romaji for work in Media.objects.all()] == ["Known"]
    assert report.skipped["answers.jsonl: a work without an id"] == 2
