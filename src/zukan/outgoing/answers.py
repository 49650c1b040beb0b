"""What any answer over HTTP may say beside its content, and whose certificates are believed."""

import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache

REDIRECTS = {301, 302, 303, 307, 308}
BUSY = {429, 503}


@cache
def trust() -> ssl.SSLContext:
    """Return the certificates of this machine: loading them takes long."""
    return ssl.create_default_context()


def retry_after(header: str) -> float | None:
    """Return for how many seconds a host asks to be left in peace; None when it does not say."""
    if header.isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, OverflowError):  # the second: a year or a zone beyond all numbers
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
