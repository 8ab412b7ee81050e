"""The moment at which tests declare: a declaration is a record with its moment, and both stores give one fingerprint."""

from datetime import UTC, datetime

MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
