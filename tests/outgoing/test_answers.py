"""What hosts say beside what they give."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from zukan.outgoing.answers import retry_after


def test_how_long_to_wait_is_told_in_seconds_or_as_a_moment() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert retry_after("7") == 7
    assert 80 < (retry_after(soon) or 0) <= 90
    assert retry_after("Thu, 01 Jan 1970 00:00:00 GMT") == 0
    assert retry_after("") is retry_after("soon") is retry_after("-3") is None
    assert retry_after("Thu, 01 Jan 99999999999999 00:00:00 GMT") is None
