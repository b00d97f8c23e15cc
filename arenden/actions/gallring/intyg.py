"""The certificate: a signed text that says what was destroyed, to be kept outside the system.

Its form is that of a signed note: lines of text, an empty line, and "— name signature". Whoever has
the public key can check it with nothing but this text.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from arenden.models import Gallringsprotokoll
from audit.kropp import canonical, timestamp
from encryption.signing import signing_key

PURPOSE = "gallring"
RUBRIK = "Gallringsintyg 1"


class OgiltigtIntyg(Exception):
    """The text is not a certificate that this installation signed."""


@dataclass(frozen=True)
class Intyg:
    """What a checked certificate says."""

    akt: str
    protokoll: str
    fingeravtryck: str


def fingerprint(protokoll: Gallringsprotokoll) -> str:
    """SHA-256 in hex over everything that the protocol says."""
    return hashlib.sha256(canonical(protokoll.content())).hexdigest()


def certify(protokoll: Gallringsprotokoll) -> str:
    """The signed certificate of a protocol that has its fingerprint."""
    rader = [
        RUBRIK,
        f"ursprung: {settings.LOGG_URSPRUNG}",
        f"akt: {protokoll.akt_id}",
        f"omfattning: {protokoll.omfattning}",
        *(f"nyckel: {nyckel['agare']} {nyckel['atagande']}" for nyckel in protokoll.nycklar),
        f"beslut: {protokoll.forslag_id}",
        f"protokoll: {protokoll.pk}",
        f"fingeravtryck: sha256 {protokoll.fingeravtryck}",
        f"verkstalld: {timestamp(protokoll.verkstalld)}",
    ]
    text = "\n".join(rader) + "\n"
    signature = b64encode(signing_key(PURPOSE).sign(text.encode())).decode()
    return f"{text}\n— {PURPOSE} {signature}\n"


def verify(intyg: str) -> Intyg:
    """What the certificate says, if this installation signed it. Raises OgiltigtIntyg."""
    text, _, signature = intyg.replace("\r\n", "\n").rpartition(f"\n— {PURPOSE} ")
    try:
        signing_key(PURPOSE).public_key().verify(b64decode(signature.strip()), text.encode())
    except (InvalidSignature, ValueError) as error:
        raise OgiltigtIntyg("Intyget är inte undertecknat av det här systemet.") from error
    varden = dict(rad.split(": ", 1) for rad in text.splitlines()[1:])
    return Intyg(
        akt=varden["akt"],
        protokoll=varden["protokoll"],
        fingeravtryck=varden["fingeravtryck"].removeprefix("sha256 "),
    )


def is_whole(protokoll: Gallringsprotokoll) -> bool:
    """Whether the stored protocol is the one that its certificate was signed for."""
    try:
        intyg = verify(protokoll.intyg)
    except OgiltigtIntyg:
        return False
    return (intyg.protokoll, intyg.fingeravtryck) == (str(protokoll.pk), fingerprint(protokoll))
