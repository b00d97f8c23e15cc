"""Record consent, what each giver says of it over time, and its withdrawal."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions.aviseringar import withdraw
from access.models import Anvandare, Avisering
from access.policy import require
from arenden.models import Vardnadshavare
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.omprovning import notice_id
from samverkansteam.actions.upphort import tell_party
from samverkansteam.models import Part, Samtycke, Samtyckessvar, Teamarende


@dataclass(frozen=True)
class Givarsvar:
    """What one giver says now. A guardian who is known in the akt is named by it."""

    vem: str
    svar: str
    namn: str
    nar: date
    sade: str = ""
    vardnadshavare: Vardnadshavare | None = None


@action
def give_samtycke(
    *,
    teamarende: Teamarende,
    mottagare: Collection[Part],
    svar: Collection[Givarsvar],
    slag: Collection[str],
    form: str,
    forklarat: str,
    fran: date,
    till: date,
    actor: Anvandare,
    sprak: str = "svenska",
    tolk: str = "",
) -> list[Samtycke]:
    """Record a consent: one object for each receiving party, so that each can be withdrawn.

    It may still wait for somebody's answer: it carries nothing until all who must have said yes.
    """
    require(policy.may_share(actor, teamarende))
    if any(part.team_id != teamarende.team_id for part in mottagare):
        raise ValidationError({"mottagare": "Mottagaren är inte part i teamet."})
    if not any(ett.svar == Samtyckessvar.Svar.JA for ett in svar):
        raise ValidationError("Ingen har sagt ja. Då finns inget samtycke att registrera.")
    samtycken = [
        Samtycke(
            akt_id=teamarende.akt_id,
            namnd_id=teamarende.namnd_id,
            team_id=teamarende.team_id,
            mottagare=part,
            slag=sorted(slag),
            form=form,
            forklarat=forklarat,
            sprak=sprak,
            tolk=tolk,
            fran=fran,
            till=till,
            registrerat_av=actor,
        )
        for part in mottagare
    ]
    for samtycke in samtycken:
        log.save(samtycke, actor=actor, verb=Verb.SAMTYCKE_GIVE)
        save_svar(samtycke, svar, actor=actor)
    return samtycken


@action
def answer_samtycke(
    *, samtycke: Samtycke, svar: Collection[Givarsvar], actor: Anvandare
) -> Samtycke:
    """Record what givers say now: one who had not answered, or all where it is tried anew.

    A no stops sharing from this transaction on, a yes may let it go on.
    """
    samtycke = Samtycke.objects.select_for_update().get(pk=samtycke.pk)
    require(policy.may_withdraw(actor, samtycke))
    if not svar:
        raise ValidationError("Skriv vad minst en av dem har svarat.")
    vilade = notice_id(samtycke, samtycke.hinder())
    save_svar(samtycke, svar, actor=actor)
    withdraw([Avisering.Slag.SAMTYCKE], objekt_ids=[vilade])
    return samtycke


def save_svar(samtycke: Samtycke, svar: Iterable[Givarsvar], *, actor: Anvandare) -> None:
    """Write the answers, inside the action that has asked whether they may be."""
    for ett in svar:
        rad = Samtyckessvar(
            akt_id=samtycke.akt_id,
            namnd_id=samtycke.namnd_id,
            samtycke=samtycke,
            vem=ett.vem,
            svar=ett.svar,
            namn=ett.namn,
            nar=ett.nar,
            sade=ett.sade,
            vardnadshavare=ett.vardnadshavare,
            registrerat_av=actor,
        )
        log.save(rad, actor=actor, verb=Verb.SAMTYCKE_GIVE)


@action
def withdraw_samtycke(
    *,
    samtycke: Samtycke,
    actor: Anvandare,
    svar: Collection[Givarsvar] = (),
    alla_parter: bool = False,
) -> Samtycke:
    """Record that a consent is withdrawn. From this transaction on nothing is released on it.

    `svar` is who said so, in their own words; `alla_parter` ends what the same team's other parties
    have too. What was already released stays with the receiver, and in the log. Each party is told
    that the consent has ended, and nothing else.
    """
    lasta = Samtycke.objects.select_for_update(of=("self",)).select_related("team__teamtyp")
    rader = lasta.filter(pk=samtycke.pk)
    if alla_parter:
        rader = lasta.not_ended().filter(akt=samtycke.akt_id, team=samtycke.team_id)
    funna = {rad.pk: rad for rad in rader.order_by("pk")}
    aktuellt = funna.get(samtycke.pk) or Samtycke.objects.get(pk=samtycke.pk)
    require(policy.may_withdraw(actor, aktuellt))
    vilade = [notice_id(rad, rad.hinder()) for rad in funna.values()]
    for rad in funna.values():
        rad.aterkallat = timezone.now()
        save_svar(rad, svar, actor=actor)
        log.save(rad, actor=actor, verb=Verb.SAMTYCKE_WITHDRAW)
        tell_party(rad, actor=actor)
    withdraw([Avisering.Slag.SAMTYCKE], objekt_ids=vilade)
    return aktuellt


def end_samtycken(teamarende: Teamarende, *, actor: Anvandare) -> None:
    """Let no consent outlive the work that it was given for; inside the action that ends the work.

    Its last day becomes today. One that has not begun keeps its first day as its only one: nothing
    is shared on it, since the team no longer works with the ärende.
    """
    idag = timezone.localdate()
    samtycken = Samtycke.objects.not_ended().filter(
        akt=teamarende.akt_id, team=teamarende.team_id, till__gt=idag
    )
    for samtycke in samtycken.order_by("pk").select_for_update():
        samtycke.till = max(idag, samtycke.fran)
        log.save(samtycke, actor=actor, verb=Verb.SAMTYCKE_END)
