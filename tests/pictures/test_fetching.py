"""Fetching is polite: one request a second to a host, no more when it asks for peace, and not again what is gone."""

from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.pictures.conftest import Answer, HandClock, Host, drawn
from zukan.jobs.models import JobOutcome, JobRun
from zukan.jobs.queue import stopping
from zukan.outgoing.addresses import PublicNetwork
from zukan.pictures import jobs
from zukan.pictures.download import Downloads, Turn
from zukan.pictures.failures import HostError, PictureError
from zukan.pictures.fetching import ROUND_SECONDS, Fetching, Pace
from zukan.pictures.files import path_of
from zukan.pictures.models import Picture, PictureHost, WantedPicture
from zukan.pictures.tidying import forget_lost, remove_stray
from zukan.pictures.wishes import DAY, GONE_SECONDS, MOST_WANTED, remember

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


class Script:
    """A host in a test's hands: what each address gives, and when it was asked."""

    def __init__(self, clock: HandClock, gives: dict[str, bytes | Exception] | None = None) -> None:
        self.clock, self.gives = clock, gives or {}
        self.asked: list[tuple[str, float]] = []
        self.turn: Turn = lambda _: None

    def of(self, turn: Turn) -> "Script":
        self.turn = turn
        return self

    def fetch(self, address: str) -> bytes:
        self.turn(address.split("/")[2])
        self.asked.append((address, self.clock.now()))
        given = self.gives.get(address, drawn(60, 80))
        if isinstance(given, Exception):
            raise given
        return given

    def addresses(self) -> list[str]:
        return [address for address, _ in self.asked]


def want(clock: HandClock, *urls: str) -> int:
    return remember([(url, "COVER") for url in urls], int(clock.now()))


def run(clock: HandClock, script: Script) -> dict[str, int]:
    return dict(Fetching(Pace(clock), script.of).run())


def test_picture_is_fetched_once_and_kept_with_its_colour(clock: HandClock, host: Host, here: PublicNetwork) -> None:
    host.answers["/1.png"] = Answer(drawn(460, 650, colour="#2040a0"))
    want(clock, host.url("/1.png"))
    for _ in range(3):
        Fetching(Pace(clock), lambda turn: Downloads(turn, here)).run()
        want(clock, host.url("/1.png"))
    assert host.asked == ["/1.png"]
    picture = Picture.objects.get()
    assert (picture.url, picture.width, picture.height) == (host.url("/1.png"), 460, 650)
    assert (picture.widths, picture.color) == ([112, 184, 276, 460], "#2040a0")
    files = [path_of(f"{picture.name}-{width}.{end}") for width in picture.widths for end in ("avif", "webp")]
    assert sum(file.stat().st_size for file in files) == picture.size
    assert not WantedPicture.objects.exists()


def test_host_is_asked_once_a_second_and_others_meanwhile(clock: HandClock) -> None:
    script = Script(clock)
    want(clock, *(f"http://{name}.example/{number}" for number in range(3) for name in ("a", "b")))
    assert run(clock, script) == {"fetched": 6}
    for name in ("a", "b"):
        moments = [moment for address, moment in script.asked if address.startswith(f"http://{name}.")]
        assert [later - earlier for earlier, later in pairwise(moments)] == [1, 1]
    assert sum(clock.slept) == 2


def test_host_of_a_redirect_is_asked_once_a_second_too(clock: HandClock) -> None:
    pace = Pace(clock)
    for host in ("a.example", "cdn.example", "b.example", "cdn.example"):
        pace.turn(host)
    assert clock.slept == [1]


def test_page_that_was_viewed_last_comes_first_in_its_own_order(clock: HandClock) -> None:
    script = Script(clock)
    want(clock, "http://a.example/old-1", "http://a.example/old-2")
    clock.time += 5
    want(clock, "http://a.example/new-1", "http://a.example/new-2")
    run(clock, script)
    assert [address[-5:] for address in script.addresses()] == ["new-1", "new-2", "old-1", "old-2"]


def test_page_that_is_viewed_again_comes_to_the_top(clock: HandClock) -> None:
    script = Script(clock)
    assert want(clock, "http://a.example/1") == 1
    clock.time += 5
    assert want(clock, "http://a.example/2") == 1
    clock.time += 5
    assert want(clock, "http://a.example/1", "http://a.example/3") == 1
    run(clock, script)
    assert [address[-1] for address in script.addresses()] == ["1", "3", "2"]


@pytest.mark.parametrize(("asked", "pause"), [(120.0, 121), (0.0, 2), (10 * DAY, DAY + 1), (None, 60)])
def test_busy_host_is_left_in_peace_for_as_long_as_it_asks(clock: HandClock, asked: float | None, pause: int) -> None:
    first, second, other = "http://a.example/1", "http://a.example/2", "http://b.example/1"
    script = Script(clock, {first: HostError("a.example", "HTTP 429", asked, is_busy=True)})
    want(clock, first, second, other)
    begun = clock.now()
    assert run(clock, script) == {"waiting for their host": 1, "fetched": 1}
    assert script.addresses() == [first, other]
    assert PictureHost.objects.get().paused_until == int(begun) + pause
    clock.time = begun + pause - 1
    assert run(clock, script) == {}  # another process would know too: it is written down
    script.gives.clear()
    clock.time = begun + pause
    assert run(clock, script) == {"fetched": 2}
    assert not PictureHost.objects.exists()


def test_host_that_does_not_answer_is_asked_ever_more_rarely(clock: HandClock) -> None:
    urls = [f"http://a.example/{number}" for number in range(12)]
    script = Script(clock, {url: HostError("a.example", "ConnectTimeout") for url in urls})
    want(clock, *urls)
    pauses = []
    for _ in range(9):
        run(clock, script)
        pauses.append(PictureHost.objects.get().paused_until - int(clock.now()))
        clock.time += pauses[-1]
    assert pauses == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert len(script.asked) == 9


def test_picture_that_breaks_its_connection_does_not_stand_before_the_others(clock: HandClock) -> None:
    bad, good = "http://a.example/bad", "http://a.example/good"
    script = Script(clock, {bad: HostError("a.example", "RemoteProtocolError")})
    want(clock, bad, good)
    run(clock, script)
    clock.time += 60
    assert run(clock, script) == {"fetched": 1}
    assert script.addresses() == [bad, good]


def test_what_is_gone_is_not_asked_for_again_for_long(clock: HandClock) -> None:
    script = Script(clock, {"http://a.example/1": PictureError("HTTP 404", permanent=True)})
    want(clock, "http://a.example/1")
    assert run(clock, script) == {"not to be had": 1}
    assert WantedPicture.objects.get().cause == "HTTP 404"
    clock.time += GONE_SECONDS - 1
    assert want(clock, "http://a.example/1") == 0
    assert run(clock, script) == {}
    clock.time += 1
    assert run(clock, script) == {"not to be had": 1}


def test_failure_that_may_pass_is_tried_again_ever_later(clock: HandClock) -> None:
    script = Script(clock, {"http://a.example/1": PictureError("odd", permanent=False)})
    want(clock, "http://a.example/1")
    waits = []
    for _ in range(8):
        run(clock, script)
        waits.append(WantedPicture.objects.get().due_at - int(clock.now()))
        clock.time += waits[-1]
    assert waits == [300, 900, 2_700, 8_100, 24_300, 72_900, 218_700, 7 * DAY]


def test_bad_picture_is_noted_and_the_next_one_fetched(clock: HandClock) -> None:
    script = Script(clock, {"http://a.example/1": b"<svg/>"})
    want(clock, "http://a.example/1", "http://a.example/2")
    assert run(clock, script) == {"not to be had": 1, "fetched": 1}


def test_unforeseen_fault_ends_the_round_and_the_next_one_begins_with_another_picture(clock: HandClock) -> None:
    script = Script(clock, {"http://a.example/1": RuntimeError("odd")})
    want(clock, "http://a.example/1", "http://a.example/2")
    with pytest.raises(RuntimeError):
        run(clock, script)
    assert WantedPicture.objects.get(failures=1).cause == "RuntimeError: odd"
    assert run(clock, script) == {"fetched": 1}


def test_excluded_host_is_never_asked(clock: HandClock, settings: LazySettings) -> None:
    script = Script(clock)
    want(clock, "http://a.example/before")
    settings.PICTURES_EXCLUDED_HOSTS = ["A.example", "c.example"]
    assert want(clock, "http://a.example/1", "http://cdn.a.example/1", "http://ba.example/1") == 1
    assert run(clock, script) == {"fetched": 1, "not to be had": 1}
    assert script.addresses() == ["http://ba.example/1"]


def test_redirect_to_a_host_that_wants_peace_is_not_followed(clock: HandClock) -> None:
    PictureHost.objects.create(host="cdn.example", paused_until=int(clock.now()) + 60)
    with pytest.raises(PictureError, match="left in peace"):
        Pace(clock).turn("cdn.example")


def test_round_ends_so_that_other_jobs_have_their_turn(clock: HandClock) -> None:
    want(clock, *(f"http://a.example/{number}" for number in range(200)))
    script = Script(clock)
    run(clock, script)
    assert len(script.asked) == ROUND_SECONDS
    assert WantedPicture.objects.count() == 200 - ROUND_SECONDS


def test_stopping_leaves_the_rest_on_the_list(clock: HandClock) -> None:
    want(clock, *(f"http://a.example/{number}" for number in range(3)))
    script = Script(clock)
    clock.sleep = lambda _: stopping.set()  # type: ignore[method-assign]  # the signal comes in a sleep
    assert run(clock, script) == {"fetched": 1}
    assert WantedPicture.objects.count() == 2


class Interrupted(Script):
    """The signal to stop comes before a redirect is followed."""

    def fetch(self, address: str) -> bytes:
        self.turn("a.example")
        stopping.set()
        self.turn("cdn.example")
        raise AssertionError("it was followed")


def test_stopping_between_redirects_leaves_the_picture_on_the_list_without_a_failure(clock: HandClock) -> None:
    want(clock, "http://a.example/1")
    assert run(clock, Interrupted(clock)) == {"left": 1}
    assert WantedPicture.objects.get().failures == 0


def test_full_room_fetches_nothing(clock: HandClock, settings: LazySettings) -> None:
    want(clock, "http://a.example/1", "http://a.example/2")
    settings.PICTURES_MAX_MB = 0
    script = Script(clock)
    assert "fetched" not in run(clock, script)
    assert script.asked == []


def test_list_of_wishes_is_bounded(clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zukan.pictures.wishes.MOST_WANTED", 3)
    assert want(clock, *(f"http://a.example/{number}" for number in range(5))) == 3
    assert want(clock, "http://a.example/9") == 0
    assert MOST_WANTED > 1_000


def test_list_that_is_full_of_what_cannot_be_had_has_room_for_new_wishes(
    clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zukan.pictures.wishes.MOST_WANTED", 2)
    want(clock, "http://a.example/1", "http://a.example/2")
    WantedPicture.objects.update(failures=1)
    assert want(clock, "http://a.example/3") == 1
    assert set(WantedPicture.objects.values_list("url", flat=True)) == {"http://a.example/2", "http://a.example/3"}


def test_two_addresses_of_one_picture_share_its_files(clock: HandClock, media_root: Path) -> None:
    want(clock, "http://a.example/1", "http://b.example/1")
    assert run(clock, Script(clock)) == {"fetched": 2}
    assert len(set(Picture.objects.values_list("name", flat=True))) == 1
    assert len(list(media_root.rglob("*.webp"))) == 1


def test_picture_whose_files_were_removed_is_wanted_anew_and_stray_files_go(clock: HandClock, media_root: Path) -> None:
    want(clock, "http://a.example/1")
    run(clock, Script(clock))
    assert forget_lost() == 0
    young = media_root / "pictures" / "ab" / f"{'ab' * 16}-112.webp"
    young.parent.mkdir(exist_ok=True)
    young.touch()
    now = young.stat().st_mtime
    assert (remove_stray(now), remove_stray(now + 7_200)) == (0, 1)
    for file in media_root.rglob("*.webp"):
        file.unlink()
    assert forget_lost() == 1
    assert want(clock, "http://a.example/1") == 1


def test_job_fetches_and_records_what_it_did(monkeypatch: pytest.MonkeyPatch, clock: HandClock) -> None:
    monkeypatch.setattr("zukan.pictures.fetching.Fetching", lambda: Fetching(Pace(clock), Script(clock).of))
    wishes = [("http://a.example/1", "COVER"), ("javascript:alert(1)", "COVER")]
    clock.time = 4_000_000_000  # later than the wish, which has the real time
    assert jobs.fetch_pictures.call_local(wishes) == "1 wanted, 1 fetched"
    recorded = JobRun.objects.get()
    assert (recorded.name, recorded.outcome, recorded.detail) == (
        "pictures.fetch",
        JobOutcome.DONE,
        "1 wanted, 1 fetched",
    )


def test_second_job_leaves_its_wishes_to_the_one_that_fetches() -> None:
    with jobs.fetching:
        assert jobs.fetch_pictures.call_local([("http://a.example/1", "COVER")]) == "1 wanted"
    assert WantedPicture.objects.count() == 1


def test_what_is_due_goes_on_without_a_view(jobs_in_memory: object) -> None:
    queue = jobs.queue
    jobs.go_on.call_local()
    assert queue.storage.queue_size() == 0
    WantedPicture.objects.create(url="http://a.example/1", kind="COVER", host="a.example", wanted_at=1, due_at=1)
    jobs.go_on.call_local()
    assert queue.storage.queue_size() == 1
