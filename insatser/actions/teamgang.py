"""What the steps of the team forms do: find the team, keep its rhythm, end its work."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from arenden.models import Arende
from arenden.rules.alder import age_on
from arenden.rules.inflode import Inflode
from audit import log
from audit.verb import Verb
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.fard import gangvag
from insatser.krav.team import teamarende_for, teamarende_of
from insatser.models import Arbetsgang, Stegutfall
from insatser.rules.teamform import FORMER, samtycke_i_form
from samverkansteam.actions.teamarende import end_teamarende
from samverkansteam.rules.samtycke import missing_samtycke

JA = "ja"


def bind_team(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """From now on the arbetsgång is about the team that works with the ärende."""
    teamarende = teamarende_for(gang.arende, gang.flode)
    gang.amne_id = teamarende.team_id if teamarende is not None else None
    log.save(gang, actor=actor, verb=Verb.ARBETSGANG_STEP)


def set_next_mote(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """The team meets within the days that its kind says, counted from today."""
    if (teamarende := teamarende_of(gang)) is None:
        return
    dagar = timedelta(days=teamarende.team.teamtyp.motesintervall_dagar)
    _set_day(gang, timezone.localdate() + dagar, actor)


def set_booked_day(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """The clock runs to the day that was booked with the person; the step asks for it in «tid»."""
    _set_day(gang, _local_day(utfall.svar["tid"]), actor)


def set_hearing_day(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """The talk is held on the day of the hearing; the step asks when it was in «nar»."""
    _set_day(gang, _local_day(utfall.svar["nar"]), actor)


def _local_day(ogonblick: str) -> date:
    return timezone.localdate(datetime.fromisoformat(ogonblick))


def _set_day(gang: Arbetsgang, dag: date, actor: Anvandare | None) -> None:
    gang.dag = dag
    log.save(gang, actor=actor, verb=Verb.ARBETSGANG_STEP)


def require_givare(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """Refuse a yes from others than those who decide at the age of today.

    The step asks whether the person said yes («barnet») and how many guardians did
    («vardnadshavare»), and may ask whether it is dangerous to ask the guardians («farligt»).
    """
    if utfall.utfall != JA:
        return
    fodd = gang.arende.akt.person.fodelsedatum
    if fodd is None:
        raise ValidationError("Åldern är okänd. Skriv födelsedatumet under Uppgifter om personen.")
    regel = samtycke_i_form(
        FORMER[gang.flode],
        age_on(fodd, timezone.localdate()),
        is_farligt=utfall.svar.get("farligt", False),
    )
    saknas = missing_samtycke(
        regel,
        barnet=utfall.svar["barnet"],
        vardnadshavare_ja=utfall.svar["vardnadshavare"],
        vardnadshavare_alla=gang.arende.akt.vardnadshavare_set.filter(till=None).count(),
    )
    if saknas:
        raise ValidationError([f"{text} {regel.skal} ({regel.lagrum})" for text in saknas])


def end_team_work(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """The team stops working with the ärende, and its members lose the akt, if not done before."""
    teamarende = teamarende_of(gang)
    if teamarende is not None and actor is not None:
        end_teamarende(teamarende=teamarende, actor=actor)


def start_on_report(inflode: Inflode, arenden: list[Arende], actor: Anvandare) -> None:
    """A report to a team form begins its way by itself; not beside one that is already on it.

    Where the form is not for the person, nothing begins: the page of arbetsgångar says why.
    """
    flode = inflode.slag.value
    typ = gangvag().typer()[flode]
    for arende in arenden:
        pagar = Arbetsgang.objects.ongoing().filter(arende=arende, flode=flode)
        if pagar.exists() or typ.hindras_av(arende):
            continue
        start_arbetsgang(arende=arende, flode=flode, ankare=inflode.inkom, actor=actor)
