"""What a WSGI server calls: `granian --interface wsgi zukan.wsgi:application`."""

import os
import sys

from zukan import memory_statistics

memory_statistics.switch_off()

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
