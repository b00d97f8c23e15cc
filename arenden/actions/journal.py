"""Notes: written, signed, and from then on only added to."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.actions.las import check_version, lock
from arenden.models import Arende, Journalanteckning
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def write_anteckning(
    *,
    arende: Arende,
    slag: str,
    nar: datetime,
    narvarande: str,
    text: str,
    actor: Anvandare,
) -> Journalanteckning:
    """A working note (arbetsanteckning), its author's to change until it is signed."""
    require(policy.may_note(actor, arende))
    _check_nar(nar)
    anteckning = Journalanteckning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        slag=slag,
        nar=nar,
        narvarande=narvarande,
        text=text,
        forfattare=actor,
    )
    log.save(anteckning, actor=actor, verb=Verb.JOURNAL_DRAFT)
    return anteckning


@action
def change_anteckning(
    *,
    anteckning: Journalanteckning,
    version: int,
    slag: str,
    nar: datetime,
    narvarande: str,
    text: str,
    actor: Anvandare,
) -> Journalanteckning:
    row = lock(Journalanteckning, anteckning.pk)
    require(policy.may_sign(actor, row))
    check_version(row, version)
    _check_nar(nar)
    row.slag, row.nar, row.narvarande, row.text = slag, nar, narvarande, text
    log.save(row, actor=actor, verb=Verb.JOURNAL_DRAFT)
    return row


@action
def sign_anteckning(
    *, anteckning: Journalanteckning, version: int, actor: Anvandare
) -> Journalanteckning:
    """Lock the note for ever; what it says now is what it will always say."""
    row = lock(Journalanteckning, anteckning.pk)
    require(policy.may_sign(actor, row))
    check_version(row, version)
    row.signerad = timezone.now()
    log.save(row, actor=actor, verb=Verb.JOURNAL_SIGN)
    return row


@action
def take_back_anteckning(*, anteckning: Journalanteckning, actor: Anvandare) -> None:
    """Throw a working note away within ten minutes, as if it had not been written."""
    row = lock(Journalanteckning, anteckning.pk)
    require(policy.may_take_back_anteckning(actor, row, timezone.now()))
    try:
        log.delete(row, actor=actor, verb=Verb.JOURNAL_UNDO)
    except ProtectedError as fel:
        raise ValidationError(
            "Anteckningen har fått en fil eller något annat som hör till den. Ändra den i stället."
        ) from fel


@action
def add_tillagg(
    *, anteckning: Journalanteckning, roll: str, text: str, actor: Anvandare
) -> Journalanteckning:
    """A correction, or what the person says is wrong (SoL 14:6), beside a signed note."""
    require(policy.may_note(actor, anteckning.arende))
    if not anteckning.is_signerad:
        raise ValidationError("Anteckningen är inte signerad än. Ändra den i stället.")
    return put_tillagg(anteckning, roll=roll, text=text, actor=actor)


def put_tillagg(
    anteckning: Journalanteckning, *, roll: str, text: str, actor: Anvandare
) -> Journalanteckning:
    """The same inside the action that decided it, also in a closed case."""
    nu = timezone.now()
    tillagg = Journalanteckning(
        akt_id=anteckning.akt_id,
        namnd_id=anteckning.namnd_id,
        arende=anteckning.arende,
        slag=anteckning.slag,
        roll=roll,
        galler=anteckning,
        nar=nu,
        text=text,
        forfattare=actor,
        signerad=nu,
    )
    log.save(tillagg, actor=actor, verb=Verb.JOURNAL_CORRECT)
    return tillagg


def put_anteckning(arende: Arende, *, text: str, actor: Anvandare) -> Journalanteckning:
    """A note that an action leaves of what it did, signed at once (SoL 14:3)."""
    nu = timezone.now()
    anteckning = Journalanteckning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        slag=Journalanteckning.Slag.OVRIGT,
        nar=nu,
        text=text,
        forfattare=actor,
        signerad=nu,
    )
    log.save(anteckning, actor=actor, verb=Verb.JOURNAL_SIGN)
    return anteckning


def _check_nar(nar: datetime) -> None:
    if nar > timezone.now():
        raise ValidationError({"nar": "Händelsen kan inte ligga i framtiden."})
