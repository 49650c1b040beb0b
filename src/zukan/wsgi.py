"""What a WSGI server calls: `granian --interface wsgi zukan.wsgi:application`."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from zukan.environment import SettingError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zukan.settings")
try:
    application = get_wsgi_application()
except SettingError as error:
    print(error, file=sys.stderr)  # noqa: T201  # a server that starts us by itself would print a page of traceback
    raise SystemExit(2) from None
