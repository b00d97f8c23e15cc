"""A round's way: opened for some units, answered by each person blind, counted when it is over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare, Enhet
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.models import (
    Bedomning,
    Faktor,
    Faktorsvar,
    Instrumentversion,
    Kalibreringsfordelning,
    Kalibreringsinbjudan,
    Kalibreringsomgang,
    Kalibreringsutfall,
    Vinjett,
    Vinjettsvar,
)
from riskbedomning.rules.samstammighet import (
    MINSTA_GRUPP,
    Antal,
    agreement,
    distribution,
    groups_to_tell,
)

SAMLAD = Vinjettsvar.SAMLAD
GRADER = ("finns_inte", "delvis", "finns")
"""The answers in the order of how much there is; that the information falls short is none."""

Svar = Mapping[str, str]


@action
def open_omgang(
    *,
    vinjett: Vinjett,
    instrumentversion: Instrumentversion,
    fran: date,
    till: date,
    enheter: Collection[Enhet],
    actor: Anvandare,
) -> Kalibreringsomgang:
    """Invite units to assess a published vignette. Raises ValidationError with what is wrong."""
    vinjett = Vinjett.objects.select_for_update().get(pk=vinjett.pk)
    require(policy.may_open_omgang(actor, vinjett))
    fel: dict[str, str] = {}
    if not instrumentversion.alder_fran <= vinjett.alder <= instrumentversion.alder_till:
        fel["instrumentversion"] = f"Bedömningsstödet är inte för någon som är {vinjett.alder} år."
    if till < timezone.localdate():
        fel["till"] = "Sista dagen har redan varit."
    if not enheter:
        fel["enheter"] = "Välj minst en enhet."
    if fel:
        raise ValidationError(fel)
    omgang = Kalibreringsomgang(
        vinjett=vinjett,
        instrumentversion=instrumentversion,
        fran=fran,
        till=till,
        oppnad_av=actor,
    )
    log.save(omgang, actor=actor, verb=Verb.KALIBRERING_OPEN)
    for enhet in enheter:
        inbjudan = Kalibreringsinbjudan(omgang=omgang, enhet=enhet)
        log.save(inbjudan, actor=actor, verb=Verb.KALIBRERING_OPEN)
    return omgang


@action
def save_vinjettsvar(*, omgang: Kalibreringsomgang, svar: Svar, actor: Anvandare) -> Vinjettsvar:
    """Keep what has been answered so far; only the person themselves sees it."""
    rad = _own(omgang, actor)
    require(policy.may_answer_vinjett(actor, omgang, rad))
    rad.svar = _known(omgang, svar)
    log.save(rad, actor=actor, verb=Verb.KALIBRERING_DRAFT)
    return rad


@action
def submit_vinjettsvar(*, omgang: Kalibreringsomgang, svar: Svar, actor: Anvandare) -> Vinjettsvar:
    """Hand in and lock. Raises ValidationError with each question that lacks an answer."""
    rad = _own(omgang, actor)
    require(policy.may_answer_vinjett(actor, omgang, rad))
    rad.svar = _known(omgang, svar)
    fragor = [faktor.kod for faktor in omgang.instrumentversion.faktorer.all()]
    if saknas := [fraga for fraga in (*fragor, SAMLAD) if fraga not in rad.svar]:
        raise ValidationError(dict.fromkeys(saknas, "Välj ett svar."))
    rad.inlamnat = timezone.localdate()
    log.save(rad, actor=actor, verb=Verb.KALIBRERING_SUBMIT)
    return rad


def count_due(*, idag: date) -> int:
    """Count every round whose last day has passed; return how many. For the worker's role."""
    omgangar = list(Kalibreringsomgang.objects.to_count(idag))
    for omgang in omgangar:
        count_omgang(omgang)
    return len(omgangar)


@action
def count_omgang(omgang: Kalibreringsomgang) -> Kalibreringsomgang:
    """Count what was handed in, for everybody and for the units that may be told of.

    Once only, and after the last day: two countings would give away who answered in between.
    Raises ValueError while the round goes on or when it is counted.
    """
    omgang = Kalibreringsomgang.objects.select_for_update().get(pk=omgang.pk)
    idag = timezone.localdate()
    if omgang.raknad or idag <= omgang.till:
        raise ValueError("En omgång räknas en gång, när den är slut.")
    inlamnat = [
        Inlamnat(rad.enhet_id, rad.svar)
        for rad in Vinjettsvar.objects.filter(omgang=omgang).exclude(inlamnat=None)
    ]
    for grupp in _groups(inlamnat):
        _write(omgang, grupp, [ett.svar for ett in inlamnat if grupp in (None, ett.enhet)])
    omgang.raknad = idag
    log.save(omgang, actor=None, verb=Verb.KALIBRERING_COUNT)
    return omgang


@dataclass(frozen=True)
class Inlamnat:
    enhet: UUID
    svar: Svar


def _groups(inlamnat: list[Inlamnat]) -> Iterator[UUID | None]:
    """Everybody (None), then each unit that may be told of."""
    if len(inlamnat) < MINSTA_GRUPP:
        return
    yield None
    antal = Counter(ett.enhet for ett in inlamnat)
    if len(antal) > 1:
        yield from groups_to_tell(antal)


def _write(omgang: Kalibreringsomgang, enhet: UUID | None, svar: list[Svar]) -> None:
    faktorer = list(omgang.instrumentversion.faktorer.all())
    per_faktor = {faktor: distribution(svar, faktor.kod) for faktor in faktorer}
    fordelningar = list(per_faktor.values())
    fro = omgang.pk.int
    grad = agreement(fordelningar, GRADER, skala="ordinal", fro=fro)
    slag = agreement(fordelningar, Faktorsvar.Svar.values, skala="nominal", fro=fro)
    utfall = Kalibreringsutfall(
        omgang=omgang,
        enhet_id=enhet,
        antal=len(svar),
        grad_alfa=grad.alfa,
        grad_fran=grad.lagst,
        grad_till=grad.hogst,
        slag_alfa=slag.alfa,
        slag_fran=slag.lagst,
        slag_till=slag.hogst,
    )
    log.save(utfall, actor=None, verb=Verb.KALIBRERING_COUNT)
    samlad = distribution(svar, SAMLAD)
    Kalibreringsfordelning.objects.bulk_create(
        [
            *(rad for faktor, antal in per_faktor.items() for rad in _rows(utfall, faktor, antal)),
            *_rows(utfall, None, samlad),
        ]
    )


def _rows(
    utfall: Kalibreringsutfall, faktor: Faktor | None, antal: Antal
) -> Iterator[Kalibreringsfordelning]:
    for svar, n in sorted(antal.items()):
        yield Kalibreringsfordelning(utfall=utfall, faktor=faktor, svar=svar, antal=n)


def _own(omgang: Kalibreringsomgang, actor: Anvandare) -> Vinjettsvar:
    """The person's own answers, locked; or new ones, for the unit they are invited with."""
    egna = Vinjettsvar.objects.visible_to(actor).select_for_update(of=("self",))
    if rad := egna.filter(omgang=omgang, anvandare=actor).first():
        return rad
    rad = Vinjettsvar(omgang=omgang, anvandare=actor)
    uppdrag = policy.invited_uppdrag(actor, omgang)
    if uppdrag and uppdrag.enhet:
        rad.enhet, rad.namnd_id = uppdrag.enhet, uppdrag.enhet.namnd_id
    return rad


def _known(omgang: Kalibreringsomgang, svar: Svar) -> dict[str, str]:
    """The answers to the round's questions that are among the choices; nothing else is kept."""
    val = {f.kod: set(Faktorsvar.Svar.values) for f in omgang.instrumentversion.faktorer.all()}
    val[SAMLAD] = set(Bedomning.Samlad.values)
    return {fraga: svar[fraga] for fraga in val if svar.get(fraga) in val[fraga]}
