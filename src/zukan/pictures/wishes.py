"""The list of pictures that are wanted: what comes on it, what is next, and when what failed is tried again."""

from collections.abc import Collection, Sequence
from contextlib import suppress

from django.conf import settings
from django.db import transaction

from zukan.pictures.developing import Developed
from zukan.pictures.download import host_of, web_address
from zukan.pictures.failures import HostError, PictureError
from zukan.pictures.models import Picture, PictureHost, WantedPicture

MOST_WANTED = 20_000
DAY = 86_400
FIRST_RETRY, LAST_RETRY = 300, 7 * DAY  # seconds; each failure trebles it
GONE_SECONDS = 30 * DAY
FIRST_PAUSE, LAST_PAUSE = 60, 3_600  # of a host that does not answer; each failure doubles it
LONGEST_ASKED_PAUSE = DAY  # whatever a host asks for


def remember(wishes: Sequence[tuple[str, str]], now: int) -> int:
    """Put pictures on the list that are not here; those on it come to its top. Returns how many are new."""
    here = set(Picture.objects.filter(url__in=[url for url, _ in wishes]).values_list("url", flat=True))
    wanted: list[WantedPicture] = []
    for url, kind in {url: kind for url, kind in wishes if url not in here}.items():
        with suppress(PictureError):
            host = host_of(web_address(url))
            if not is_excluded(host):
                wanted.append(WantedPicture(url=url, kind=kind, host=host, wanted_at=now, due_at=now))
    make_room({one.url for one in wanted})
    before = WantedPicture.objects.count()
    WantedPicture.objects.bulk_create(
        wanted[: max(0, MOST_WANTED - before)],
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["wanted_at"],
    )
    return WantedPicture.objects.count() - before


def make_room(urls: set[str]) -> None:
    """Take from the list what could not be had and was not wanted for longest, if it has no room for more."""
    others = WantedPicture.objects.exclude(url__in=urls)
    if (excess := others.count() + len(urls) - MOST_WANTED) > 0:
        failed = others.filter(failures__gt=0).order_by("wanted_at", "id")
        WantedPicture.objects.filter(pk__in=list(failed.values_list("pk", flat=True)[:excess])).delete()


def next_wanted(now: int, except_hosts: Collection[str]) -> WantedPicture | None:
    """Return what to fetch next: of the page that was viewed last, in the order in which the page wants them."""
    paused = PictureHost.objects.filter(paused_until__gt=now).values("host")
    due = WantedPicture.objects.filter(due_at__lte=now).exclude(host__in=paused).exclude(host__in=except_hosts)
    return due.order_by("-wanted_at", "id").first()


def is_excluded(host: str) -> bool:
    """Whether the owner wants nothing from a host."""
    return any(host == one or host.endswith(f".{one}") for one in map(str.lower, settings.PICTURES_EXCLUDED_HOSTS))


def is_paused(host: str, now: int) -> bool:
    return PictureHost.objects.filter(host=host, paused_until__gt=now).exists()


def keep(wanted: WantedPicture, developed: Developed, now: int) -> None:
    """Note that a picture is here, and that its host answers."""
    with transaction.atomic():
        Picture.objects.update_or_create(
            url=wanted.url,
            defaults={
                "name": developed.name,
                "width": developed.width,
                "height": developed.height,
                "widths": developed.widths,
                "color": developed.color,
                "size": sum(map(len, developed.files.values())),
                "fetched_at": now,
            },
        )
        wanted.delete()
        PictureHost.objects.filter(host=wanted.host).delete()


def postpone(wanted: WantedPicture, error: PictureError, now: int) -> None:
    """Note why a picture is not here, and when to try again."""
    wanted.failures += 1
    retry = min(LAST_RETRY, FIRST_RETRY * 3 ** min(wanted.failures - 1, 10))
    wanted.due_at = now + (GONE_SECONDS if error.permanent else retry)
    wanted.cause = str(error)
    wanted.save(update_fields=["failures", "due_at", "cause"])


def pause(error: HostError, now: int) -> None:
    """Leave a host in peace for as long as it asks; for a growing while when it does not say."""
    host, _ = PictureHost.objects.get_or_create(host=error.host, defaults={"paused_until": now})
    host.failures += 1
    own = min(LAST_PAUSE, FIRST_PAUSE * 2 ** min(host.failures - 1, 10))
    asked = error.pause_seconds
    host.paused_until = now + (own if asked is None else int(min(max(asked, 1), LONGEST_ASKED_PAUSE)) + 1)
    host.cause = str(error)
    host.save(update_fields=["failures", "paused_until", "cause"])
