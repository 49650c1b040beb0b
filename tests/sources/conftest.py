"""Files in each source's form, and a way to import them."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zukan.sources.importing import ImportReport, import_paths

WriteFile = Callable[..., Path]
Import = Callable[..., ImportReport]


@pytest.fixture
def write_file(tmp_path: Path) -> WriteFile:
    """Return `write_file(name, content)`: a dict or list is written as JSON, a list of lines as JSON Lines."""

    def write_file(name: str, content: Any, *, lines: bool = False) -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
            return path
        values = content if lines else [content]
        text = content if isinstance(content, str) else "".join(json.dumps(value) + "\n" for value in values)
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        return path

    return write_file


@pytest.fixture
def import_files(settings: Any, tmp_path: Path, db: None) -> Import:
    """Return `import_files(*paths, **options)` in a home of its own."""
    settings.HOME = tmp_path / "home"

    def import_files(*paths: Path, **options: Any) -> ImportReport:
        return import_paths(list(paths), **options)

    return import_files
