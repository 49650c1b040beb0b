"""Pictures, styles and scripts, collected under names that carry a hash of their content."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def sources_digest() -> str:
    """Return a digest of every static file's path, size and time of change, without reading any."""
    digest = hashlib.sha256()
    for path in sorted(source_paths()):
        stat = path.stat()
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def source_paths() -> list[Path]:
    """Return the static files of the site and of its apps."""
    return [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]


def digest_file() -> Path:
    """Return where the digest of the collected files is kept: beside their folder, which is served whole."""
    root = Path(settings.STATIC_ROOT)
    return root.with_name(f"{root.name}.digest")


def static_files_are_current() -> bool:
    """Whether the collected files are those of this version."""
    kept = digest_file()
    return kept.exists() and Path(settings.STATIC_ROOT).is_dir() and kept.read_text() == sources_digest()


def collect_static_files() -> None:
    """Collect them anew; those of the version before stay for browsers that still show its pages."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    digest_file().write_text(sources_digest())
