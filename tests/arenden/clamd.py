"""A virus scanner that speaks clamd's INSTREAM, on a socket of its own, and knows one virus."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.arenden.filer import EICAR


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        received = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            received += self.rfile.read(length)
            if len(received) > self.server.largest:  # type: ignore[attr-defined]
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.seen.append(received)  # type: ignore[attr-defined]
        found = b"Eicar-Test-Signature FOUND" if EICAR in received else b"OK"
        self.wfile.write(b"stream: " + found + b"\0")


@contextmanager
def running(path: Path, *, largest: int = 10**9) -> Iterator[list[bytes]]:
    """Answer on a unix socket while the block runs; gives the list of what was scanned."""
    server = socketserver.ThreadingUnixStreamServer(str(path), _Session)
    server.seen, server.largest, server.daemon_threads = [], largest, True  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.seen  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
