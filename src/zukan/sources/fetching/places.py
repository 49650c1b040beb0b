"""What a person names to be imported: paths, and web addresses that become paths."""

from pathlib import Path

from django.conf import settings

from zukan.sources.fetching.download import Download, Progress
from zukan.sources.models import ImportRun


def is_address(place: str) -> bool:
    """Return whether a place is a web address, not a path."""
    return place.startswith(("http://", "https://"))


def fetched(addresses: list[str], progress: Progress) -> list[Download]:
    """Fetch what is at web addresses, to `ZUKAN_HOME/downloads`. Return what is not imported yet.

    Raises SourceError; what was fetched until then is kept, and the next call goes on from there.
    """
    downloads = [Download(address, settings.HOME / "downloads") for address in addresses]
    return [one for one in downloads if one.fetch(progress) or not is_imported(one)]


def is_imported(download: Download) -> bool:
    """Return whether an import took in what lies here, and stands."""
    held = download.held(download.path)
    if held is None or held.run is None:
        return False
    return ImportRun.objects.filter(pk=held.run, finished_at__isnull=False, undone_at=None).exists()


def paths_of(places: list[str], downloads: list[Download]) -> list[Path]:
    """Return the files and folders to import."""
    return [*(Path(place) for place in places if not is_address(place)), *(one.path for one in downloads)]
