"""What goes over the socket: a length in four bytes, then JSON that also knows bytes and UUIDs."""

import json
import socket
import struct
from typing import Any
from uuid import UUID

MOST_BYTES = 4 * 1024 * 1024
_length = struct.Struct(">I")


class BadMessage(Exception):
    """What came is not a message; nothing that follows on the connection can be trusted."""


def send(connection: socket.socket, message: Any) -> None:
    body = json.dumps(message, default=_dumped).encode()
    if len(body) > MOST_BYTES:
        raise BadMessage("too long")
    connection.sendall(_length.pack(len(body)) + body)


def receive(connection: socket.socket, *, patience: float) -> Any:
    """Return the next message; None when the other side has gone.

    Waits for its beginning as long as the connection does, for the rest `patience` seconds.
    Raises BadMessage or OSError.
    """
    head = connection.recv(_length.size)
    if not head:
        return None
    idle = connection.gettimeout()
    connection.settimeout(patience)
    try:
        head += _exactly(connection, _length.size - len(head))
        (size,) = _length.unpack(head)
        if size > MOST_BYTES:
            raise BadMessage("too long")
        return json.loads(_exactly(connection, size), object_hook=_loaded)
    except (TimeoutError, ValueError, RecursionError) as error:
        raise BadMessage("not a message") from error
    finally:
        connection.settimeout(idle)


def _exactly(connection: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        if not (part := connection.recv(size - len(parts))):
            raise BadMessage("cut off")
        parts += part
    return bytes(parts)


def _dumped(value: Any) -> dict[str, str]:
    match value:
        case bytes():
            return {"bytes": value.hex()}
        case UUID():
            return {"uuid": value.hex}
    raise TypeError(f"{type(value).__name__} is not sent to the key agent.")


def _loaded(value: dict[str, Any]) -> Any:
    match value:
        case {"bytes": str(digits)}:
            return bytes.fromhex(digits)
        case {"uuid": str(digits)}:
            return UUID(digits)
    return value
