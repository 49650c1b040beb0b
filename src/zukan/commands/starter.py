"""The starter catalogue: a file inside the package, read once for each version of it."""

import hashlib
from pathlib import Path

import zukan
from zukan.commands.terminal import errors, output
from zukan.sources.errors import SourceError
from zukan.sources.models import ImportRun

STARTER_FILE = Path(zukan.__file__).parent / "starter" / "starter.jsonl.zst"
STARTER_SOURCE = "starter"


def starter_digest() -> str | None:
    """Return the digest of the shipped file, null when none is shipped."""
    if not STARTER_FILE.exists():
        return None
    with STARTER_FILE.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def loaded_starter() -> ImportRun | None:
    """Return the last run that read a starter file to its end."""
    return ImportRun.objects.filter(source=STARTER_SOURCE, finished_at__isnull=False).order_by("-id").first()


def starter_is_current() -> bool:
    """Whether the shipped file, if there is one, is in the catalogue."""
    digest, run = starter_digest(), loaded_starter()
    return digest is None or (run is not None and run.paths == [digest])


def load_starter() -> None:
    """Read the shipped file into the catalogue, once. What goes wrong is told: the site is of use without it."""
    if starter_digest() is None:
        errors.print("This copy of Zukan ships no starter catalogue. `zukan import FILE…` fills it.")
    elif not starter_is_current():
        output.print("Loading the starter catalogue…")
        try:
            read_starter()
        except SourceError as error:
            errors.print(f"The starter catalogue was not loaded: {error}", markup=False)


def read_starter() -> None:
    """Import the shipped file, and note which one it was: a newer version of the program may ship another."""
    # Imported here, since every start would wait for what only the first one needs.
    from zukan.commands.import_catalogue import shown_progress
    from zukan.sources.importing import import_paths

    with shown_progress() as progress:
        import_paths([STARTER_FILE], source=STARTER_SOURCE, progress=progress)
    run = ImportRun.objects.filter(source=STARTER_SOURCE).latest("id")
    run.paths = [starter_digest()]
    run.save(update_fields=["paths"])
