"""Start and end an insats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import fard
from arenden.actions.las import lock, lock_arende
from arenden.models import Arende, Beslut, Steg
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.tillfalle import call_off_planned
from insatser.models import (
    Insats,
    Insatsgrund,
    Insatssamtycke,
    Insatstyp,
    Mal,
    Plan,
)
from insatser.rules import insatsalder
from insatser.rules.insatsalder import Form, Vem
from samverkansteam.models import Team


@dataclass(frozen=True)
class Samtycke:
    """That somebody agreed: who, their names, which day and how (a code of Insatssamtycke.Satt)."""

    vem: Vem
    namn: str
    dag: date
    satt: str


@action
def start_insats(
    *,
    plan: Plan,
    insatstyp: Insatstyp,
    mal: Iterable[Mal],
    startdatum: date,
    beskrivning: str,
    team: Team | None,
    samtycken: Sequence[Samtycke],
    actor: Anvandare,
    form: Form | None = None,
    lampligt: str = "",
) -> Insats:
    """Start an insats under the plan in force; the first one moves the case on to follow-up.

    `form` is asked for only when the catalogue gives the insats both ways. `lampligt`: why it is
    suitable without the guardians. Raises ValidationError, at the field, with the reason and the
    paragraph when SoL 11:1, 11:5 or 21:1–2 is in the way.
    """
    arende = lock_arende(plan.arende)
    require(policy.may_work(actor, arende))
    if plan.faststalld is None:
        raise ValidationError("Fastställ planen innan insatsen startar.")
    form = form_of(insatstyp, form)
    beslut = beslut_for_insats(arende)
    _refuse_by_law(
        insatstyp,
        arende,
        startdatum,
        form,
        {ett.vem for ett in samtycken},
        is_lampligt=bool(lampligt.strip()),
        has_beslut=beslut is not None,
    )
    _refuse_what_lies_ahead(samtycken)
    insats = Insats(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        plan=plan,
        insatstyp=insatstyp,
        team=team,
        ansvarig=actor,
        beskrivning=beskrivning,
        status=Insats.Status.PAGAENDE,
        startdatum=startdatum,
    )
    log.save(insats, actor=actor, verb=Verb.INSATS_START)
    insats.mal.set(mal)
    _keep_ground(insats, form, beslut, samtycken, lampligt, actor=actor)
    if arende.steg == Steg.INSATS:
        fard.fardvag().complete(arende, Steg.INSATS, actor=actor)
    return insats


def form_of(insatstyp: Insatstyp, vald: Form | None) -> Form:
    """The legal form that an insats is given in; the catalogue decides when there is one only."""
    if insatstyp.provning != Insatstyp.Provning.BADA:
        return Form(insatstyp.provning)
    if vald is None:
        raise ValidationError({"form": "Välj om insatsen ges efter beslut eller utan prövning."})
    return vald


def beslut_for_insats(arende: Arende) -> Beslut | None:
    """The latest decision of the case that grants an insats (SoL 11:1)."""
    bifall = arende.beslut.filter(slag=Beslut.Slag.INSATS, utfall=Beslut.Utfall.BESLUTAT)
    return bifall.order_by("-beslutad").first()


def _refuse_by_law(
    insatstyp: Insatstyp,
    arende: Arende,
    startdatum: date,
    form: Form,
    samtycker: set[Vem],
    *,
    is_lampligt: bool,
    has_beslut: bool,
) -> None:
    fodd = arende.akt.person.fodelsedatum
    hinder = [
        *insatsalder.hinder_for_alder(insatstyp.kod, fodd, startdatum),
        *insatsalder.hinder_for_form(insatstyp.kod, form, has_beslut=has_beslut),
    ]
    if insatstyp.samtyckesregler:
        alder = insatsalder.age_or_none(fodd, startdatum)
        hinder += insatsalder.hinder_for_samtycke(alder, form, samtycker, is_lampligt=is_lampligt)
    if hinder:
        fel: dict[str, list[str]] = {}
        for ett in hinder:
            fel.setdefault(ett.falt, []).append(ett.text)
        raise ValidationError(fel)


def _refuse_what_lies_ahead(samtycken: Sequence[Samtycke]) -> None:
    idag = timezone.localdate()
    if any(ett.dag > idag for ett in samtycken):
        raise ValidationError({"samtycke_dag": "Samtycket kan inte vara lämnat en dag framåt."})


def _keep_ground(
    insats: Insats,
    form: Form,
    beslut: Beslut | None,
    samtycken: Sequence[Samtycke],
    lampligt: str,
    *,
    actor: Anvandare,
) -> None:
    """Write down what the insats rests on as it starts: form, decision, consents."""
    grund = Insatsgrund(
        akt_id=insats.akt_id,
        namnd_id=insats.namnd_id,
        insats=insats,
        form=form,
        beslut=beslut if form is Form.BEHOVSPROVAD else None,
        katalogversion=insats.insatstyp.nummer,
        lampligt=lampligt,
    )
    log.save(grund, actor=actor, verb=Verb.INSATS_START)
    for ett in samtycken:
        samtycke = Insatssamtycke(
            akt_id=insats.akt_id,
            namnd_id=insats.namnd_id,
            insats=insats,
            vem=ett.vem,
            namn=ett.namn,
            dag=ett.dag,
            satt=ett.satt,
        )
        log.save(samtycke, actor=actor, verb=Verb.INSATS_START)


@action
def close_insats(*, insats: Insats, slutdatum: date, version: int, actor: Anvandare) -> Insats:
    row = lock(Insats, insats.pk, version=version)
    require(policy.may_work(actor, row.arende))
    if row.status != Insats.Status.PAGAENDE:
        raise ValidationError("Insatsen pågår inte.")
    _end(row, slutdatum, actor=actor)
    return row


def close_all(arende: Arende, slutdatum: date, *, actor: Anvandare) -> None:
    """End every running insats of a case that closes."""
    for insats in arende.insatser.filter(status=Insats.Status.PAGAENDE).select_for_update():
        _end(insats, max(slutdatum, insats.startdatum or slutdatum), actor=actor)


def _end(insats: Insats, slutdatum: date, *, actor: Anvandare) -> None:
    insats.status = Insats.Status.AVSLUTAD
    insats.slutdatum = slutdatum
    log.save(insats, actor=actor, verb=Verb.INSATS_CLOSE)
    call_off_planned(insats, actor=actor)
