"""A syslog receiver of our own: it takes RFC 5424 messages and keeps their text."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HEAD = re.compile(
    rb"<(?P<pri>\d{1,3})>1 (?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (?P<host>[!-~]{1,255}) "
    rb"(?P<app>[!-~]{1,48}) (?P<proc>[!-~]{1,128}) (?P<msgid>[!-~]{1,32}) - (?P<msg>.*)",
    re.DOTALL,
)
"""RFC 5424, section 6, without structured data."""


class Mottagare:
    """Listens until closed. `messages` are the parsed heads and texts, in the order they came."""

    def __init__(self, listener: socket.socket, context: ssl.SSLContext | None = None) -> None:
        self.messages: list[dict[str, bytes]] = []
        self._listener, self._context = listener, context
        self._connections: list[socket.socket] = []
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def lines(self) -> list[bytes]:
        return [message["msg"] for message in self.messages]

    def close(self) -> None:
        """As when the receiver's machine goes down."""
        for each in (self._listener, *self._connections):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _listen(self) -> None:
        if self._listener.type == socket.SOCK_DGRAM:
            self._take_datagrams()
            return
        while True:
            try:
                connection, _ = self._listener.accept()
                if self._context:
                    connection = self._context.wrap_socket(connection, server_side=True)
            except OSError:
                return
            self._connections.append(connection)
            threading.Thread(target=self._take_stream, args=[connection], daemon=True).start()

    def _take_datagrams(self) -> None:
        while True:
            try:
                text = self._listener.recv(1 << 20)
            except OSError:
                return
            if not text:
                return
            self._note(text)

    def _take_stream(self, connection: socket.socket) -> None:
        """Octet counting: a length in digits, a space, and so many octets."""
        with connection.makefile("rb") as stream:
            while length := self._length(stream):
                text = stream.read(length)
                if len(text) < length:
                    return
                self._note(text)

    @staticmethod
    def _length(stream) -> int:
        digits = b""
        try:
            while (octet := stream.read(1)).isdigit():
                digits += octet
        except (OSError, ValueError):
            return 0
        assert octet in {b" ", b""}, octet
        return int(digits or 0)

    def _note(self, text: bytes) -> None:
        parsed = HEAD.fullmatch(text)
        assert parsed, text
        self.messages.append(parsed.groupdict())


def listen_tcp(port: int = 0) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen()
    return listener


def listen_unix(path: Path, kind: socket.SocketKind) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, kind)
    listener.bind(str(path))
    if kind is socket.SOCK_STREAM:
        listener.listen()
    return listener


def make_certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for localhost that vouches for itself, and a server that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "cert.pem", folder / "key.pem"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context
