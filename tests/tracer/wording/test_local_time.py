"""An instant is shown in the time of Bucharest, in summer and in winter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tracer.wording.language import find_language
from tracer.wording.local_time import format_instant


@pytest.mark.parametrize(
    ("moment", "en", "ro"),
    [
        (datetime(2026, 3, 7, 10, 0, tzinfo=UTC), "7 Mar 2026, 12:00", "07.03.2026, 12:00"),
        (datetime(2026, 7, 7, 21, 30, tzinfo=UTC), "8 Jul 2026, 00:30", "08.07.2026, 00:30"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29 Mar 2026, 02:59", "29.03.2026, 02:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29 Mar 2026, 04:00", "29.03.2026, 04:00"),
        (datetime(2026, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=9))), "31 Dec 2025, 18:00", "31.12.2025, 18:00"),
    ],
)
def test_an_instant_is_written_as_the_clock_of_bucharest_shows_it(moment, en, ro):
    assert format_instant(moment, find_language("en")) == en
    assert format_instant(moment, find_language("ro")) == ro
