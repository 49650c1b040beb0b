"""The files of the index may be missing, damaged, of another version, or replaced while they are read."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from tests.search.conftest import MakeWorks, add_names, found
from zukan.catalogue.models import Change, Media
from zukan.jobs.queue import queue
from zukan.search import finding, folder
from zukan.search.building import build, follow
from zukan.search.finding import find
from zukan.search.folder import read_state, state_file

pytestmark = pytest.mark.django_db

WORKS = {900001: ["Kite Road"], 900002: ["Lantern Lane"]}


def files_of_media() -> list[Path]:
    return sorted(path for path in read_state().folder("media").iterdir() if not path.name.startswith("."))


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the files as a process does that starts now."""
    monkeypatch.setattr(finding, "shelves", finding.Shelves())


@pytest.mark.parametrize("damage", ["emptied", "removed", "overwritten"])
def test_damaged_file_is_no_fault_and_is_built_anew(
    index: MakeWorks, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    index(WORKS)
    for name in [path.name for path in files_of_media()]:
        path = read_state().folder("media") / name
        if not path.exists():
            continue
        size = path.stat().st_size
        path.unlink()
        if damage != "removed":
            path.write_bytes(b"" if damage == "emptied" else os.urandom(size))
        forget(monkeypatch)
        answer = find("media", "kite road")
        assert answer is None or [one.id for one in answer] in ([900001], [])
        while queue.storage.queue_size():
            queue.execute(queue.dequeue())
        if answer is None:
            forget(monkeypatch)
            assert found("kite road")[0] == 900001
        else:
            build()


def test_missing_folder_is_built_anew_by_following(index: MakeWorks, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    index(WORKS)
    shutil.rmtree(read_state().folder("studio"))
    assert follow().startswith("built anew")
    forget(monkeypatch)
    assert found("kite") == [900001]


@pytest.mark.parametrize("content", [b"", b"nonsense", b"[]", b'{"form": 0}', b'{"form": %d}' % folder.FORM])
def test_index_of_another_form_is_not_read_and_is_built_anew(index: MakeWorks, content: bytes) -> None:
    index(WORKS)
    state_file().write_bytes(content)
    assert find("media", "kite") is None
    assert follow().startswith("built anew")
    assert found("kite") == [900001]


def test_builds_that_are_not_current_are_removed(index: MakeWorks) -> None:
    index(WORKS)
    first = read_state().build
    build()
    builds = [path.name for path in folder.root().iterdir() if path.is_dir()]
    assert builds == [read_state().build] != [first]


def test_build_that_is_cut_off_leaves_the_old_one(index: MakeWorks, monkeypatch: pytest.MonkeyPatch) -> None:
    index(WORKS)
    from zukan.search import building

    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "fill", stop)
    with pytest.raises(KeyboardInterrupt):
        build()
    assert found("kite") == [900001]


def test_process_that_reads_goes_on_through_commits_and_new_builds(index: MakeWorks) -> None:
    index(WORKS)
    assert found("kite") == [900001]
    for number in range(3):
        pk = 900010 + number
        Media.objects.create(id=pk, type="ANIME")
        add_names(pk, f"Comet {number}")
        Change.objects.create(entity="media", entity_id=pk, created=True, source="test", at=1)
        follow() if number % 2 else build()
        assert (found(f"comet {number}")[0], found("kite")) == (pk, [900001])


def test_threads_find_while_it_is_renewed(index: MakeWorks) -> None:
    index(WORKS)
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            answer = find("media", "kite road")
            if [one.id for one in answer or []] != [900001]:
                wrong.append(answer)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(4):
        add_names(900002, f"Lamp {number}")
        Change.objects.create(entity="media", entity_id=900002, created=False, source="test", at=1)
        follow() if number % 2 else build()
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_another_process_sees_what_was_committed(index: MakeWorks) -> None:
    index(WORKS)
    script = (
        "import sys, django; django.setup()\n"
        "from zukan.search.finding import find\n"
        "for line in sys.stdin: print([one.id for one in find('media', line) or []], flush=True)\n"
    )
    environment = {**os.environ, "ZUKAN_HOME": str(django_settings.HOME), "DJANGO_SETTINGS_MODULE": "zukan.settings"}
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def ask(words: str) -> object:
        process.stdin.write(words + "\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        return json.loads(process.stdout.readline())  # type: ignore[union-attr]

    try:
        assert ask("kite") == [900001]
        add_names(900002, "Kitefisher")
        Change.objects.create(entity="media", entity_id=900002, created=False, source="test", at=1)
        follow()
        assert ask("kitefisher") == [900002]
    finally:
        process.kill()
        process.wait()
