"""Asking a virus scanner about a file, over its own socket (clamd's INSTREAM).

`settings.VIRUSSKANNER` names the socket: «unix:/run/clamav/clamd.ctl» or «tcp:host:port»; empty
means that nothing is scanned. A scanner that is named but does not answer refuses every file.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable

from django.conf import settings

from arenden.rules.filslag import OtillatenFil

SECONDS = 60
LONGEST_ANSWER = 4096
PIECE = 64 * 1024


def is_on() -> bool:
    return bool(settings.VIRUSSKANNER)


def scan(chunks: Iterable[bytes]) -> None:
    """Raise OtillatenFil unless the scanner says that the content is clean."""
    try:
        answer = _ask(chunks)
    except OSError as error:
        raise OtillatenFil(
            "Filen kunde inte kontrolleras mot virus just nu. Försök igen om en stund,"
            " eller be driften titta på virusskyddet."
        ) from error
    if answer.endswith("FOUND"):
        raise OtillatenFil(
            "Virusskyddet stoppade filen. Öppna den inte. Kontakta it-supporten om du behöver den."
        )
    if not answer.endswith("OK"):
        raise OtillatenFil("Virusskyddet kunde inte läsa filen. Dela upp den eller spara om den.")


def _ask(chunks: Iterable[bytes]) -> str:
    with _connected() as scanner:
        scanner.sendall(b"zINSTREAM\0")
        try:
            for chunk in chunks:
                for start in range(0, len(chunk), PIECE):
                    piece = chunk[start : start + PIECE]
                    scanner.sendall(struct.pack(">I", len(piece)) + piece)
            scanner.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough: the answer says why
        return _answer(scanner)


def _connected() -> socket.socket:
    kind, _, place = settings.VIRUSSKANNER.partition(":")
    if kind == "unix":
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(SECONDS)
        try:
            scanner.connect(place)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _answer(scanner: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        part = scanner.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
