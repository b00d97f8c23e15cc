"""Listens to what is sent to the database and reads what lies in it, in search of plain text."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models


def traces(secret: str) -> list[bytes]:
    """The secret in UTF-8, hexadecimal, and base64 at each of its three alignments."""
    plain = secret.encode()
    hexadecimal = plain.hex().encode()
    return [plain, hexadecimal, hexadecimal.upper(), *(_base64(plain, at) for at in range(3))]


def _base64(plain: bytes, shift: int) -> bytes:
    """The characters of base64 that depend on nothing but the plain bytes."""
    first, last = -(-shift * 8 // 6), (shift + len(plain)) * 8 // 6
    return base64.b64encode(bytes(shift) + plain)[first:last]


def reveals(sent: bytes, secrets: list[str]) -> list[str]:
    return [secret for secret in secrets if any(trace in sent for trace in traces(secret))]


def as_bytes(value: Any) -> bytes:
    """Everything in a value: bytes as they are, the rest as its text."""
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    if isinstance(value, list | tuple):
        return b"\n".join(map(as_bytes, value))
    if isinstance(value, dict):
        return as_bytes([*value.keys(), *value.values()])
    inner = getattr(value, "obj", value)  # psycopg wraps what it sends as another type
    return repr(inner).encode() if inner is value else as_bytes(inner)


@contextmanager
def listening() -> Iterator[list[bytes]]:
    """Gather every statement of the block with its parameters."""
    heard: list[bytes] = []

    def listen(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        heard.append(sql.encode() + b"\n" + as_bytes(params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield heard


def table(model: type[models.Model]) -> bytes:
    """All that is stored in a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        return as_bytes(cursor.fetchall())
