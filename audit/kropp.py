"""The bytes of a log entry: canonical JSON, so that the same facts always give the same bytes.

A subset of RFC 8785 (JCS): objects with sorted ASCII keys, lists, strings in Unicode form NFC,
integers, booleans and null; never floats. Times are UTC with six decimals. An entry begins with
its "huvud", the part that the clear columns of the table repeat.
"""

import json
from datetime import UTC, datetime
from unicodedata import normalize
from uuid import UUID

LARGEST_INTEGER = 2**53 - 1

_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> bytes:
    """`value` as canonical JSON. Raises TypeError for anything outside the subset."""
    return _encoder.encode(_plain(value)).encode()


def timestamp(moment: datetime) -> str:
    """`2026-01-31T08:15:00.000000Z`. Raises ValueError for a time without zone."""
    if moment.tzinfo is None:
        raise ValueError("A time in the log must have a zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(value: object) -> object:  # noqa: PLR0911
    match value:
        case str():
            return str(value) if value.isascii() else normalize("NFC", value)
        case None | bool():
            return value
        case int() if abs(value) <= LARGEST_INTEGER:
            return int(value)
        case UUID():
            return str(value)
        case datetime():
            return timestamp(value)
        case list() | tuple():
            return [_plain(item) for item in value]
        case dict() if all(isinstance(key, str) and key.isascii() for key in value):
            return {key: _plain(item) for key, item in value.items()}
    raise TypeError(f"Not part of canonical JSON: {type(value).__name__}")
