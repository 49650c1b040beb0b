"""The words that ship are our own, and of the length that the pages are made for."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from zukan.starter import editors

RUN = 6  # as many words in a row, equal to another's, are taken to be copied
SENTENCE_FIELDS = {"description", "summary", "body", "synopsis"}
SHIPPABLE = ("animedex_exchanges", "pyanilist_exchanges", "pyanilist_media", "voidx3d_media", "modb_site_responses")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", re.sub(r"<[^>]*>", " ", text).lower().replace("’", "'"))


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of RUN words in a text."""
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


def own_texts() -> dict[str, str]:
    """Return each of our texts by a name that a failure can show."""
    texts = {f"synopsis {one.id}": one.body for one in editors.synopses()}
    texts |= {f"review {one.id}": f"{one.summary}\n{one.body}" for one in editors.sample_reviews()}
    return texts


def sentences(value: Any, field: str = "") -> Iterator[str]:
    """Yield what a source's JSON says in sentences."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from sentences(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from sentences(part, field)
    elif isinstance(value, str) and field in SENTENCE_FIELDS:
        yield value


def source_sentences(folder: Path) -> Iterator[str]:
    """Yield the descriptions and reviews in the AniList-shaped files."""
    for name in SHIPPABLE:
        with gzip.open(folder / "data" / "anilist" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from sentences(json.loads(line))
    yield from sentences(json.loads((folder / "data" / "anilist" / "metallic_rouge_162985.json").read_text()))


def shared_runs(others: Iterator[str]) -> list[str]:
    """Return "our text: the words" for each run that one of ours has in common with another's."""
    taken = set().union(*map(runs, others))
    return [f"{name}: {' '.join(run)}" for name, text in own_texts().items() for run in runs(text) & taken]


def test_metallic_rouge_and_forty_other_works_have_a_synopsis() -> None:
    ids = [one.id for one in editors.synopses()]
    assert 162985 in ids
    assert len(set(ids)) == 41


def test_a_synopsis_stands_in_the_file_named_by_its_work() -> None:
    paths = editors.markdown_files("synopses")
    assert [one.id for one in editors.synopses()] == [int(path.stem) for path in paths]


@pytest.mark.parametrize("synopsis", list(editors.synopses()), ids=lambda one: one.title)
def test_a_synopsis_has_60_to_130_words(synopsis: editors.Synopsis) -> None:
    assert 60 <= len(synopsis.body.split()) <= 130


def test_no_two_synopses_open_alike() -> None:
    openings = [" ".join(words(one.body)[:3]) for one in editors.synopses()]
    assert len(set(openings)) == len(openings)


def test_three_sample_reviews_of_different_opinion_have_150_to_400_words() -> None:
    reviews = list(editors.sample_reviews())
    assert [one.media for one in reviews] == [162985] * 3
    assert len({one.score for one in reviews}) == 3
    assert all(150 <= len(one.body.split()) <= 400 and one.author == "Zukan editors" for one in reviews)


def test_no_run_of_six_words_is_shared_with_the_seed_page(seed_page: str) -> None:
    assert shared_runs(iter([seed_page])) == []


def test_no_run_of_six_words_is_shared_with_a_source(test_data: Path) -> None:
    assert shared_runs(source_sentences(test_data)) == []


def test_a_shared_run_would_be_found() -> None:
    sentence = " ".join(words(next(editors.synopses()).body)[3:9]).upper()
    assert shared_runs(iter([f"Before <i>{sentence}</i> after"])) != []
