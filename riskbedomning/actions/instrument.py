"""An instrument's way: written by one method leader, reviewed by another, published and frozen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from enum import IntEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.fardig import by_place
from riskbedomning.models import Faktor, Instrument, Instrumentgranskning, Instrumentversion
from riskbedomning.rules import instrument as rules
from riskbedomning.rules.hinder import Hinder

Status = Instrumentversion.Status
PARKERAD = 0
"""The place of a factor while it changes places with another; none stands there."""


class Riktning(IntEnum):
    """Which way a factor is moved among those of its level and kind."""

    UPP = -1
    NER = 1


@action
def create_instrument(
    *, kod: str, namn: str, slag: str, actor: Anvandare, **uppgifter: Any
) -> Instrumentversion:
    """Begin an instrument that is not there yet: its first draft, with `actor` as its author.

    `uppgifter` are those of `change_version`.
    """
    require(policy.may_keep_instrument(actor))
    if Instrument.objects.filter(kod=kod).exists():
        raise ValidationError({"kod": "Koden används redan av ett annat instrument."})
    instrument = Instrument(kod=kod, namn=namn, slag=slag)
    log.save(instrument, actor=actor, verb=Verb.INSTRUMENT_CREATE)
    utkast = Instrumentversion(instrument=instrument, nummer=1, forfattare=actor, **uppgifter)
    log.save(utkast, actor=actor, verb=Verb.INSTRUMENT_WRITE)
    return utkast


@action
def copy_version(
    *, version: Instrumentversion, anledning: str, actor: Anvandare
) -> Instrumentversion:
    """Begin a new version as a copy of a published one, with `actor` as its author."""
    instrument = Instrument.objects.select_for_update().get(pk=version.instrument_id)
    require(policy.may_copy_instrument(actor, version))
    utkast = Instrumentversion(
        instrument=instrument,
        nummer=instrument.versioner.count() + 1,
        beskrivning=version.beskrivning,
        kalla=version.kalla,
        alder_fran=version.alder_fran,
        alder_till=version.alder_till,
        bygger_pa=version,
        anledning=anledning,
        forfattare=actor,
    )
    log.save(utkast, actor=actor, verb=Verb.INSTRUMENT_WRITE)
    Faktor.objects.bulk_create(
        Faktor(
            instrumentversion=utkast,
            **{falt: getattr(faktor, falt) for falt in FAKTORFALT},
        )
        for faktor in version.faktorer.all()
    )
    return utkast


FAKTORFALT = ("kod", "niva", "slag", "rubrik", "vagledning", "bbic", "kalla", "ordning")


@action
def change_version(
    *,
    version: Instrumentversion,
    beskrivning: str,
    kalla: str,
    alder_fran: int,
    alder_till: int,
    anledning: str,
    actor: Anvandare,
) -> Instrumentversion:
    row = _own_draft(version, actor)
    row.beskrivning = beskrivning
    row.kalla = kalla
    row.alder_fran = alder_fran
    row.alder_till = alder_till
    row.anledning = anledning
    log.save(row, actor=actor, verb=Verb.INSTRUMENT_WRITE)
    return row


@action
def add_faktor(*, version: Instrumentversion, actor: Anvandare, **innehall: Any) -> Faktor:
    """Add a factor last. The fields are those of the form: code, level, kind, words, source."""
    row = _own_draft(version, actor)
    require(policy.may_add_faktor(actor, row))
    _check_kod(row.faktorer.all(), innehall["kod"])
    sist = row.faktorer.last()
    plats = PARKERAD if sist is None else sist.ordning
    faktor = Faktor(instrumentversion=row, ordning=plats + 1, **innehall)
    log.save(faktor, actor=actor, verb=Verb.INSTRUMENT_WRITE)
    return faktor


@action
def change_faktor(*, faktor: Faktor, actor: Anvandare, **innehall: Any) -> Faktor:
    version = _own_draft(faktor.instrumentversion, actor)
    _check_kod(version.faktorer.exclude(pk=faktor.pk), innehall["kod"])
    row = Faktor.objects.select_for_update().get(pk=faktor.pk)
    for falt, varde in innehall.items():
        setattr(row, falt, varde)
    log.save(row, actor=actor, verb=Verb.INSTRUMENT_WRITE)
    return row


@action
def remove_faktor(*, faktor: Faktor, actor: Anvandare) -> None:
    _own_draft(faktor.instrumentversion, actor)
    log.delete(faktor, actor=actor, verb=Verb.INSTRUMENT_WRITE)


@action
def move_faktor(*, faktor: Faktor, riktning: Riktning, actor: Anvandare) -> None:
    """Change places with the neighbour of the same level and kind; none, and nothing happens."""
    version = _own_draft(faktor.instrumentversion, actor)
    grannar = list(version.faktorer.filter(niva=faktor.niva, slag=faktor.slag))
    har = next(n for n, granne in enumerate(grannar) if granne.pk == faktor.pk)
    dit = har + riktning
    if not 0 <= dit < len(grannar):
        return
    den, andra = grannar[har], grannar[dit]
    plats = den.ordning
    for row, ny_plats in ((den, PARKERAD), (andra, plats), (den, andra.ordning)):
        row.ordning = ny_plats
        log.save(row, actor=actor, verb=Verb.INSTRUMENT_WRITE)


@action
def send_version(*, version: Instrumentversion, actor: Anvandare) -> Instrumentversion:
    """Send a draft for review. Refuses with everything that would hinder its publication."""
    row = _own_draft(version, actor)
    require(policy.may_send_instrument(actor, row))
    if hinder := hinder_for_version(row):
        raise ValidationError(by_place(hinder))
    row.status = Status.GRANSKAS
    log.save(row, actor=actor, verb=Verb.INSTRUMENT_SEND)
    return row


@action
def review_version(
    *, version: Instrumentversion, utfall: str, kommentar: str, actor: Anvandare
) -> Instrumentversion:
    """Approve, or give back to the author. What the reviewer says is kept either way."""
    row = _locked(version)
    require(policy.may_review_instrument(actor, row))
    granskning = Instrumentgranskning(
        instrumentversion=row, granskare=actor, utfall=utfall, kommentar=kommentar
    )
    log.save(granskning, actor=actor, verb=Verb.INSTRUMENT_REVIEW)
    if granskning.utfall == Instrumentgranskning.Utfall.GODKAND:
        row.status = Status.GRANSKAD
        row.granskad_av = actor
    else:
        row.status = Status.UTKAST
    log.save(row, actor=actor, verb=Verb.INSTRUMENT_REVIEW)
    return row


@action
def publish_version(*, version: Instrumentversion, actor: Anvandare) -> Instrumentversion:
    """Publish and freeze. Ongoing assessments stay in the version they were begun with.

    Refuses when another version has been published since the draft was begun.
    """
    Instrument.objects.select_for_update().get(pk=version.instrument_id)
    row = _locked(version)
    require(policy.may_publish_instrument(actor, row))
    if hinder := hinder_for_version(row):
        raise ValidationError(by_place(hinder))
    senaste = row.instrument.versioner.published().order_by("-nummer").first()
    if senaste is not None and senaste.pk != row.bygger_pa_id:
        raise ValidationError(
            f"Version {senaste.nummer} har publicerats sedan utkastet påbörjades. Kopiera den och"
            " för in ändringarna där.",
            code="foraldrad",
        )
    row.fingeravtryck = fingerprint_of(row)
    row.status = Status.PUBLICERAD
    row.publicerad = timezone.now()
    log.save(row, actor=actor, verb=Verb.INSTRUMENT_PUBLISH)
    return row


def innehall_of(version: Instrumentversion) -> rules.Versionsinnehall:
    """What a version says, as the rules read it: places are counted within level and kind."""
    platser: dict[tuple[str, str], int] = {}
    faktorer = []
    for faktor in version.faktorer.all():
        grupp = (faktor.niva, faktor.slag)
        platser[grupp] = platser.get(grupp, 0) + 1
        ord_ = {falt: getattr(faktor, falt) for falt in FAKTORFALT} | {"ordning": platser[grupp]}
        faktorer.append(rules.Faktorinnehall(**ord_))
    return rules.Versionsinnehall(
        beskrivning=version.beskrivning,
        kalla=version.kalla,
        alder_fran=version.alder_fran,
        alder_till=version.alder_till,
        faktorer=faktorer,
    )


def hinder_for_version(version: Instrumentversion) -> list[Hinder]:
    return rules.hinder_for_publicering(
        innehall_of(version), is_licens=version.instrument.is_licens
    )


def fingerprint_of(version: Instrumentversion) -> bytes:
    """SHA-256 of what a version says."""
    written = json.dumps(asdict(innehall_of(version)), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).digest()


def _check_kod(faktorer: QuerySet[Faktor], kod: str) -> None:
    if faktorer.filter(kod=kod).exists():
        raise ValidationError({"kod": "Koden finns redan i versionen."})


def _own_draft(version: Instrumentversion, actor: Anvandare) -> Instrumentversion:
    row = _locked(version)
    require(policy.may_change_instrument(actor, row))
    return row


def _locked(version: Instrumentversion) -> Instrumentversion:
    return Instrumentversion.objects.select_for_update().get(pk=version.pk)
