"""A view of a page tells what it lacks, once, without waiting and without the database."""

import logging
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from zukan.jobs.queue import queue
from zukan.pictures import wanting
from zukan.pictures.models import PictureKind
from zukan.pictures.wanting import AGAIN_SECONDS, MOST_OF_A_VIEW, Told, want


def told() -> list[list[str]]:
    """Return the addresses of each job in the queue."""
    tasks = [queue.deserialize_task(data) for data in queue.storage.enqueued_items()]
    return [[url for url, _ in task.args[0]] for task in tasks]


def covers(*urls: str) -> dict[str, PictureKind]:
    return dict.fromkeys(urls, PictureKind.COVER)


def test_a_thousand_views_tell_a_picture_once() -> None:
    for _ in range(1_000):
        want(covers("https://a.example/1", "https://a.example/2"))
    want(covers("https://a.example/2", "https://a.example/3"))
    assert told() == [["https://a.example/1", "https://a.example/2"], ["https://a.example/3"]]


def test_view_that_lacks_nothing_tells_nothing() -> None:
    want({})
    assert told() == []


def test_wish_is_told_again_after_a_while() -> None:
    kept = Told()
    assert kept.news(["a", "b"], 0) == ["a", "b"]
    assert kept.news(["a"], AGAIN_SECONDS - 1) == []
    assert kept.news(["a"], AGAIN_SECONDS) == ["a"]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wanting, "REMEMBERED", 3)
    kept = Told()
    kept.news(["a", "b", "c", "d"], 0)
    assert list(kept.moments) == ["b", "c", "d"]


def test_view_tells_the_first_of_many_and_the_next_one_the_rest() -> None:
    many = covers(*(f"https://a.example/{number}" for number in range(MOST_OF_A_VIEW + 5)))
    want(many)
    want(many)
    assert [len(job) for job in told()] == [MOST_OF_A_VIEW, 5]


def test_what_is_no_web_address_or_a_sites_placeholder_is_not_told() -> None:
    want(covers("file:///etc/passwd", "/1.png", "https://a.example/" + "x" * 1_000))
    want(covers("https://a.example/medium/default.jpg", "https://a.example/pics/no_pic.png"))
    assert told() == []


def test_nothing_is_told_when_it_is_switched_off(settings: LazySettings) -> None:
    settings.PICTURES = "off"
    want(covers("https://a.example/1"))
    assert told() == []


def test_page_does_not_fail_when_the_queue_does(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def full() -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(wanting, "prepare", full)
    with caplog.at_level(logging.WARNING):
        want(covers("https://a.example/1"))
    assert "disk is full" in caplog.text


def test_locked_queue_holds_a_page_up_for_a_moment_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: Any
) -> None:
    from huey.storage import SqliteStorage

    from zukan.jobs.queue import LOCKED_SECONDS

    file = str(tmp_path / "jobs.sqlite3")
    monkeypatch.setattr(queue, "storage", SqliteStorage("zukan", filename=file, timeout=LOCKED_SECONDS))
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("begin exclusive")
    started = time.monotonic()
    want(covers("https://a.example/1"))
    assert time.monotonic() - started < LOCKED_SECONDS + 1
    assert "database is locked" in caplog.text
    holder.close()
    queue.storage.close()
