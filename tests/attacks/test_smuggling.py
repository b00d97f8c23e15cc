"""Requests that hide another inside: sent byte by byte to the server that operation uses."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HIDDEN = b"GET /halsa/lever HTTP/1.1\r\nHost: localhost\r\n\r\n"
STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
CHUNK = b"0\r\n\r\n"
SECONDS = 30


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The application under granian on a port of its own, as ./run starts it."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("granian")),
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(free)),
            *("--log-level", "error", "config.wsgi:application"),
        ],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(free, server)
        yield free
    finally:
        server.terminate()
        server.wait(SECONDS)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")


def answers(port: int, sent: bytes) -> list[bytes]:
    """The status of every answer to what was sent on one connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=3) as connection:
        connection.sendall(sent)
        heard = b""
        try:
            while part := connection.recv(65536):
                heard += part
        except TimeoutError:
            pass
    return STATUS.findall(heard)


def request(*headers: bytes, body: bytes) -> bytes:
    head = [b"GET /halsa/lever HTTP/1.1", b"Host: localhost", *headers]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


def length(body: bytes) -> bytes:
    return b"Content-Length: %d" % len(body)


SMUGGLED = {
    "length and chunks": request(
        length(CHUNK + HIDDEN), b"Transfer-Encoding: chunked", body=CHUNK + HIDDEN
    ),
    "chunks and length": request(
        b"Transfer-Encoding: chunked", length(CHUNK + HIDDEN), body=CHUNK + HIDDEN
    ),
    "two lengths": request(b"Content-Length: 0", length(HIDDEN), body=HIDDEN),
    "a length with a sign": request(b"Content-Length: +%d" % len(HIDDEN), body=HIDDEN),
    "a space before the colon": request(b"Transfer-Encoding : chunked", body=CHUNK + HIDDEN),
    "an unknown coding": request(b"Transfer-Encoding: xchunked", body=CHUNK + HIDDEN),
    "a folded header": request(b"Transfer-Encoding:\r\n chunked", body=CHUNK + HIDDEN),
    "a header with a null": request(b"X: a\x00b", length(HIDDEN), body=HIDDEN),
}


def test_the_hidden_request_is_one_that_would_be_answered(port):
    """Two requests, honestly sent one after the other, get two answers."""
    assert len(answers(port, request(b"Content-Length: 0", body=b"") + HIDDEN)) == 2


@pytest.mark.parametrize("sent", SMUGGLED.values(), ids=SMUGGLED)
def test_what_is_unclear_is_refused_and_nothing_after_it_is_heard(port, sent):
    heard = answers(port, sent)
    assert len(heard) <= 1 or heard[0] == b"400"
