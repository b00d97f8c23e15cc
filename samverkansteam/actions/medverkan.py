"""Ask an organisation to take part in a team, and note what it answers."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions.aviseringar import remind, withdraw
from access.models import Anvandare, Avisering, Organisation
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.team import lock_team
from samverkansteam.models import Deltagare, Medverkansbegaran, Part, Team

LANGST = 80
"""Characters of a notice's reference."""


@action
def ask_medverkan(
    *, team: Team, organisation: Organisation, vad: str, svar_senast: date, actor: Anvandare
) -> Medverkansbegaran:
    """Ask for an answer by a day. The question names no child."""
    team = lock_team(team)
    require(policy.may_lead(actor, team))
    if svar_senast < timezone.localdate():
        raise ValidationError({"svar_senast": "Svarsdagen har redan varit."})
    begaran = Medverkansbegaran(
        team=team,
        namnd_id=team.namnd_id,
        organisation=organisation,
        vad=vad,
        svar_senast=svar_senast,
        begard_av=actor,
    )
    log.save(begaran, actor=actor, verb=Verb.MEDVERKAN_ASK)
    return begaran


@action
def answer_medverkan(
    *, begaran: Medverkansbegaran, svar: str, svar_i_ord: str, actor: Anvandare
) -> Medverkansbegaran:
    """Note the answer: yes and with whom, or no and why. A yes makes the organisation a party."""
    begaran = Medverkansbegaran.objects.select_for_update().get(pk=begaran.pk)
    require(policy.may_answer(actor, begaran))
    if not svar_i_ord.strip():
        vad = "vem som är med" if svar == Medverkansbegaran.Svar.JA else "varför inte"
        raise ValidationError({"svar_i_ord": f"Skriv {vad}."})
    begaran.svar, begaran.svar_i_ord = svar, svar_i_ord
    begaran.svarat, begaran.svar_fort_av = timezone.now(), actor
    log.save(begaran, actor=actor, verb=Verb.MEDVERKAN_ANSWER)
    withdraw([Avisering.Slag.MEDVERKAN], objekt_ids=[begaran.pk])
    if svar == Medverkansbegaran.Svar.JA:
        _make_party(begaran, actor=actor)
    return begaran


@action
def remind_of_medverkan(*, idag: date) -> int:
    """Tell whoever asked, and is still in the team, of answers that are late; returns how many.

    Told again each day only to whoever has put the notice away.
    """
    sena = Medverkansbegaran.objects.late(idag).select_related("organisation", "begard_av", "team")
    antal = 0
    for begaran in sena:
        med = Deltagare.objects.in_force().filter(team=begaran.team_id)
        mottagare = med.filter(anvandare=begaran.begard_av_id)
        if not mottagare.exists():
            mottagare = med.filter(part__organisation=None, is_jurist=False)
        remind(
            [deltagare.anvandare for deltagare in mottagare.select_related("anvandare")],
            Avisering.Slag.MEDVERKAN,
            objekt_id=begaran.pk,
            referens=f"{begaran.organisation}, senast {begaran.svar_senast}"[:LANGST],
            sida=[begaran.team_id],
            actor=None,
        )
        antal += 1
    return antal


def _make_party(begaran: Medverkansbegaran, *, actor: Anvandare) -> None:
    finns = Part.objects.filter(team=begaran.team_id, organisation=begaran.organisation_id)
    if finns.exists():
        return
    part = Part(
        team_id=begaran.team_id,
        namnd_id=begaran.namnd_id,
        organisation=begaran.organisation,
        kontaktpunkt=begaran.organisation.kontaktpunkt,
    )
    log.save(part, actor=actor, verb=Verb.TEAM_CHANGE)
