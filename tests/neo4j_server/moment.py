"""The moment of the sample case in tests: declarations and schedules state it, and both stores give one fingerprint."""

from datetime import UTC, datetime

MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
