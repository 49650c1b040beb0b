"""What a WSGI server calls: `granian --interface wsgi zukan.wsgi:application`."""

import ctypes
import logging
import os
import sys
from importlib.util import find_spec

SQLITE_CONFIG_MEMSTATUS = 9


def switch_off_memory_statistics() -> None:
    """Stop SQLite from counting memory under one lock for all threads. Only before sqlite3 is first imported."""
    library = find_spec("_sqlite3")
    if "_sqlite3" in sys.modules or library is None or library.origin is None:
        return  # in a process that used SQLite before, such as a test: slower, not wrong
    if ctypes.CDLL(library.origin).sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0):
        logging.getLogger(__name__).warning("SQLite goes on counting memory: threads will slow each other down.")


switch_off_memory_statistics()

from django.core.wsgi import get_wsgi_application  # noqa: E402  # it imports sqlite3

from zukan.environment import SettingError  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zukan.settings")
try:
    django_application = get_wsgi_application()
except SettingError as error:
    print(error, file=sys.stderr)  # noqa: T201  # a server that starts us by itself would print a page of traceback
    raise SystemExit(2) from None

from zukan.graph.front import with_api  # noqa: E402  # it reads the settings
from zukan.graph.pool import Pool  # noqa: E402

application = with_api(django_application, Pool())
