"""Works with names, and an index of them in a home of the test's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zukan.catalogue.models import Media, MediaName
from zukan.catalogue.names import fold_name
from zukan.search import finding
from zukan.search.building import build

MakeWorks = Callable[[dict[int, list[str]]], None]


@pytest.fixture
def own_home(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder without an index, and a process that has not looked for one."""
    settings.HOME = tmp_path
    monkeypatch.setattr(finding, "shelves", finding.Shelves())
    monkeypatch.setattr(finding, "prepare", lambda: None)
    return tmp_path


@pytest.fixture
def make_works(db: None) -> MakeWorks:
    """Return `make_works({id: names, …})`: the earlier ones are the more popular."""

    def make_works(works: dict[int, list[str]]) -> None:
        for number, (pk, names) in enumerate(works.items()):
            Media.objects.create(id=pk, type="ANIME", title_romaji=names[0], popularity=10 ** max(0, 6 - number))
            add_names(pk, *names)

    return make_works


def add_names(media: int, *names: str) -> None:
    start = MediaName.objects.filter(media_id=media).count()
    for position, text in enumerate(names, start):
        kind = "SYNONYM" if position else "ROMAJI"
        MediaName.objects.create(media_id=media, kind=kind, position=position, text=text, folded=fold_name(text))


@pytest.fixture
def index(own_home: Path, make_works: MakeWorks) -> MakeWorks:
    """Return `index({id: names, …})`: makes works and builds the index of them."""

    def index(works: dict[int, list[str]]) -> None:
        make_works(works)
        build()

    return index


def found(words: str, kind: str = "media") -> list[int]:
    """Return the ids that are found, which says that there is an index."""
    answer = finding.find(kind, words)
    assert answer is not None
    return [one.id for one in answer]
