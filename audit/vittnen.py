"""Asks the witnesses to cosign the newest head (https://c2sp.org/tlog-witness)."""

import re
import socket
from base64 import b64encode
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.bevis import consistency
from audit.models import Kontrollpunkt, Vittnesmal
from audit.note import InvalidNote
from audit.plattor import TileMissing
from audit.vittnesmal import Vittne, holding, testimony, witnesses

PATIENCE = 5.0
MOST_BYTES = 64 * 1024
TEXT = {"Content-Type": "text/plain; charset=utf-8"}
CLOCKS_APART = timedelta(minutes=5)
COSIGNED, UNLIKE_SIZE, NOT_CONSISTENT = 200, 409, 422
TRIES = 2
SIZE = re.compile(r"[0-9]{1,18}\n?")


class Besked(StrEnum):
    MEDSIGNERAT = "medsignerat"
    TYST = "tyst"
    AVVISAT = "avvisat"
    MOTSAGT = "motsagt"


@dataclass(frozen=True)
class Svar:
    """What became of asking one witness about the head of `storlek` entries.

    MOTSAGT means that the log does not go on from what the witness has signed: that it was
    written anew, or cut off. It is never a matter of the network.
    """

    vittne: str
    storlek: int
    utfall: Besked
    orsak: str = ""


class NotCosigned(Exception):
    """The witness answered, but not with a cosignature that we can take."""

    utfall = Besked.AVVISAT


class Unanswered(NotCosigned):
    """The witness could not be reached, or did not answer in time."""

    utfall = Besked.TYST


class Contradicted(NotCosigned):
    """The log does not go on from what the witness has signed."""

    utfall = Besked.MOTSAGT


def ask_witnesses() -> list[Svar]:
    """Ask every witness that has not cosigned the newest head to do so, and keep what it says.

    Returns an answer for each that was asked. Takes at most ten seconds for each; never raises
    for what a witness does. Asks outside any transaction, so that nothing waits for it.
    """
    head = _newest()
    if head is None:
        return []
    return [_ask(vittne, head) for vittne in witnesses() if vittne.adress and _lacks(vittne, head)]


def _newest() -> Kontrollpunkt | None:
    return Kontrollpunkt.objects.order_by("-storlek").first()


def _lacks(vittne: Vittne, head: Kontrollpunkt) -> bool:
    """Whether some key of the witness has not cosigned the head as it now stands."""
    have = {(mal.vittne, mal.nyckel_id) for mal in holding(head)}
    return any((vittne.namn, nyckel.id.hex()) not in have for nyckel in vittne.nycklar)


def _ask(vittne: Vittne, head: Kontrollpunkt) -> Svar:
    try:
        head, answer = _offer(vittne, head)
        _keep(vittne, head, answer)
    except NotCosigned as failure:
        return Svar(vittne.namn, head.storlek, failure.utfall, str(failure))
    return Svar(vittne.namn, head.storlek, Besked.MEDSIGNERAT)


def _offer(vittne: Vittne, head: Kontrollpunkt) -> tuple[Kontrollpunkt, str]:
    """The answer and the head that it is about. Raises NotCosigned.

    Shows the log from the size we remember; if the witness has another, once more from that.
    """
    known = min(_remembered(vittne), head.storlek)
    for _ in range(TRIES):
        status, answer = _post(vittne.adress, _request(known, head))
        if status == COSIGNED:
            return head, answer
        if status == NOT_CONSISTENT:
            raise Contradicted(
                f"Trädet går inte vidare från de {known} händelser som vittnet har signerat."
            )
        if status != UNLIKE_SIZE or not SIZE.fullmatch(answer):
            break
        theirs = int(answer)
        if theirs == known == head.storlek:
            raise Contradicted(f"Vittnet har signerat en annan rot för {known} händelser.")
        head = _newest() or head
        if theirs > head.storlek:
            raise Contradicted(
                f"Vittnet har signerat {theirs} händelser; loggen har blivit kortare."
            )
        known = theirs
    raise NotCosigned(f"Vittnet svarade {status}.")


def _remembered(vittne: Vittne) -> int:
    """The largest size that we know the witness to have cosigned; 0 for none."""
    size = Vittnesmal.objects.filter(vittne=vittne.namn).aggregate(Max("kontrollpunkt_id"))
    return size["kontrollpunkt_id__max"] or 0


def _request(known: int, head: Kontrollpunkt) -> str:
    """What is posted. Raises Contradicted if parts of the tree are missing here."""
    try:
        proof = consistency(known, head.storlek) if known else []
    except TileMissing as missing:
        raise Contradicted("Loggens träd saknar delar; den kan inte visas gå vidare.") from missing
    lines = "".join(f"{b64encode(item).decode()}\n" for item in proof)
    return f"old {known}\n{lines}\n{head.anteckning}"


def _keep(vittne: Vittne, head: Kontrollpunkt, answer: str) -> None:
    """Store the cosignatures if every key of the witness has signed, at a time that can be."""
    lines = answer.split("\n")[:-1]
    now = timezone.now()
    try:
        given = [testimony(head, nyckel, lines) for nyckel in vittne.nycklar]
    except InvalidNote as invalid:
        raise NotCosigned("Svaret är inte vittnets underskrift av kontrollpunkten.") from invalid
    if any(abs(mal.tid - now) > CLOCKS_APART for mal in given):
        raise NotCosigned("Vittnets klocka går mer än fem minuter fel mot vår.")
    with transaction.atomic():
        Vittnesmal.objects.bulk_create(given, ignore_conflicts=True)


def _post(adress: str, body: str) -> tuple[int, str]:
    """Return status and text of the answer. Raises Unanswered, at the latest after PATIENCE.

    Follows no redirection and uses no proxy.
    """
    where = urlsplit(f"{adress}/add-checkpoint")
    kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
    try:
        connection = kind(where.hostname or "", where.port, timeout=PATIENCE)
        with closing(connection):
            connection.connect()
            stop = Timer(PATIENCE, connection.sock.shutdown, [socket.SHUT_RDWR])
            stop.start()
            try:
                connection.request("POST", where.path, body.encode(), TEXT)
                response = connection.getresponse()
                return response.status, response.read(MOST_BYTES).decode(errors="replace")
            finally:
                stop.cancel()
    except (OSError, HTTPException, ValueError) as error:
        raise Unanswered(f"Vittnet svarade inte: {error or type(error).__name__}") from error
