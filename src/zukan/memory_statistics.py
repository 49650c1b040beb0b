"""SQLite counts its memory under one lock for all threads, so they slow each other down."""

import ctypes
import logging
import sys
from importlib.util import find_spec

SQLITE_CONFIG_MEMSTATUS = 9


def switch_off() -> None:
    """Stop SQLite from counting. Only before sqlite3 is first imported: later it does nothing."""
    library = find_spec("_sqlite3")
    if "_sqlite3" in sys.modules or library is None or library.origin is None:
        return
    if ctypes.CDLL(library.origin).sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0):
        logging.getLogger(__name__).warning("SQLite goes on counting memory: threads will slow each other down.")
