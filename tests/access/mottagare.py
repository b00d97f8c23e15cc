"""A real mail server for tests: it keeps every byte it is sent, and can refuse."""

from __future__ import annotations

import email
import email.policy
import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

VARD = "127.0.0.1"


class Mottagare:
    """The handler: what was received, and what the next letters are answered."""

    def __init__(self) -> None:
        self.brev: list[Any] = []
        self.krypterat: list[bool] = []
        self.svar = "250 OK"
        self.nekar: set[str] = set()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address in self.nekar:
            return "550 finns inte"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):  # noqa: N802
        if self.svar.startswith("250"):
            self.brev.append(envelope)
            self.krypterat.append(session.ssl is not None)
        return self.svar

    @property
    def texter(self) -> list[str]:
        return [text_of(envelope) for envelope in self.brev]


def text_of(envelope: Any) -> str:
    """Everything that can be read in a letter: envelope, headers and body, each decoded."""
    brev = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert isinstance(brev, EmailMessage)
    rubriker = "\n".join(f"{namn}: {varde}" for namn, varde in brev.items())
    kuvert = "\n".join([envelope.mail_from, *envelope.rcpt_tos])
    return "\n".join([kuvert, rubriker, brev.get_content(), envelope.content.decode()])


def start(mottagare: Mottagare, certifikat: Path | None = None) -> Controller:
    """A server on a free port; with a certificate it demands STARTTLS before anything is said."""
    tls = {}
    if certifikat:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certifikat)
        tls = {"tls_context": context, "require_starttls": True}
    controller = FriPort(mottagare, hostname=VARD, port=0, **tls)
    controller.start()
    return controller


class FriPort(Controller):
    """Knows the port that the system chose."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def make_certifikat(fil: Path) -> Path:
    """A certificate for the server with its key, in one file, trusted by nobody yet."""
    nyckel = ec.generate_private_key(ec.SECP256R1())
    namn = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, VARD)])
    nu = datetime.now(UTC)
    certifikat = (
        x509.CertificateBuilder()
        .subject_name(namn)
        .issuer_name(namn)
        .public_key(nyckel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(nu - timedelta(days=1))
        .not_valid_after(nu + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(VARD))]),
            critical=False,
        )
        .sign(nyckel, hashes.SHA256())
    )
    privat = nyckel.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    fil.write_bytes(privat + certifikat.public_bytes(serialization.Encoding.PEM))
    return fil
