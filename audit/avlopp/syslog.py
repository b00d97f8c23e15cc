"""A syslog receiver: RFC 5424 messages over TCP, TLS or a local socket.

A stream is framed by octet counting (RFC 6587, RFC 5425). Syslog acknowledges nothing: what the
network had taken when a connection broke may be lost, so the newest lines are then sent once more.
"""

from __future__ import annotations

import errno
import os
import socket
import ssl
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime

FACILITY_AUDIT, INFORMATIONAL = 13, 6
TIMEOUT_SECONDS = 5.0
RESENT = 5_000
"""How many of the newest lines are kept to be sent again after a broken connection."""


class Syslogavlopp:
    """Sends each line as the text of a message from the program "insatser", message id "logg"."""

    def __init__(self, connect: Callable[[], socket.socket]) -> None:
        self._connect = connect
        self._socket: socket.socket | None = None
        self._recent: deque[bytes] = deque(maxlen=RESENT)

    def send(self, lines: Sequence[bytes]) -> None:
        """Raises OSError if the receiver does not take them; then they are to be sent again."""
        if self._socket is not None and _is_closed(self._socket):
            self.close()
        try:
            if self._socket is None:
                self._socket = self._connect()
                _send(self._socket, self._recent)
            _send(self._socket, lines)
        except OSError:
            self.close()
            raise
        self._recent.extend(lines)

    def close(self) -> None:
        """Hang up; the next lines connect anew."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def over_tcp(host: str, port: int) -> socket.socket:
    return socket.create_connection((host, port), TIMEOUT_SECONDS)


def over_tls(host: str, port: int, authorities: str) -> socket.socket:
    """The receiver shows a certificate for its name, by `authorities` (a file) or the system's."""
    context = ssl.create_default_context(cafile=authorities or None)
    return context.wrap_socket(over_tcp(host, port), server_hostname=host)


def over_unix(path: str) -> socket.socket:
    """A local receiver: datagrams, as /dev/log takes them, or else a stream."""
    try:
        return _local(path, socket.SOCK_DGRAM)
    except OSError as error:
        if error.errno != errno.EPROTOTYPE:
            raise
    return _local(path, socket.SOCK_STREAM)


def _local(path: str, kind: socket.SocketKind) -> socket.socket:
    local = socket.socket(socket.AF_UNIX, kind)
    local.settimeout(TIMEOUT_SECONDS)
    try:
        local.connect(path)
    except OSError:
        local.close()
        raise
    return local


def message(line: bytes) -> bytes:
    """A line as an RFC 5424 message."""
    priority = FACILITY_AUDIT * 8 + INFORMATIONAL
    time = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    head = f"<{priority}>1 {time} {socket.gethostname()[:255]} insatser {os.getpid()} logg - "
    return head.encode() + line


def _send(receiver: socket.socket, lines: Sequence[bytes] | deque[bytes]) -> None:
    if receiver.type == socket.SOCK_DGRAM:
        for line in lines:
            receiver.send(message(line))
    elif lines:
        messages = [message(line) for line in lines]
        receiver.sendall(b"".join(b"%d %b" % (len(each), each) for each in messages))


def _is_closed(receiver: socket.socket) -> bool:
    """Whether the receiver has hung up, which sending alone would show too late."""
    receiver.settimeout(0)
    try:
        with suppress(BlockingIOError, ssl.SSLWantReadError):
            return receiver.recv(1024) == b""
    except OSError:
        return True
    finally:
        receiver.settimeout(TIMEOUT_SECONDS)
    return False
