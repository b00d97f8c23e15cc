"""Plan, insats and follow-up of one case, to its closing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo import avslut, genomforande, teamform
from config.demo.planrader import agreed, fill_plan, form_now, lawful_types
from insatser.actions.avslut import close_arende
from insatser.actions.insats import close_insats
from insatser.actions.insats import start_insats as begin_insats
from insatser.actions.plan import faststall_plan
from insatser.actions.plan import start_plan as begin_plan
from insatser.actions.uppfoljning import complete_uppfoljning, plan_in_force, running
from insatser.models import Plan

if TYPE_CHECKING:
    from config.demo.gang import Gang

RUNDA = timedelta(days=60)
"""How far ahead the next follow-up is set."""


def start_plan(gang: Gang) -> None:
    plan = begin_plan(
        arende=gang.arende,
        behov=gang.ord.om("behov"),
        barnets_syn=gang.ord.om("syn"),
        team_valt=bool(gang.ode.team),
        teamtyp=gang.ode.team,
        uppfoljning_senast=timezone.localdate() + RUNDA,
        ta_med=gang.arende.planer.exists(),
        actor=gang.handlaggare,
    )
    if not plan.mal_set.exists():
        fill_plan(gang, plan)


def put_plan_in_force(gang: Gang) -> None:
    plan = gang.arende.planer.get(faststalld=None)
    faststall_plan(plan=plan, version=plan.version, actor=gang.handlaggare)


def start_insats(gang: Gang) -> None:
    typer = lawful_types(gang)
    antal = 2 if gang.slump.random() < 0.3 else 1  # noqa: PLR2004
    for typ in gang.slump.sample(typer, min(antal, len(typer))):
        insats = begin_insats(
            plan=_plan(gang),
            insatstyp=typ,
            mal=_plan(gang).mal_set.all(),
            startdatum=timezone.localdate(),
            beskrivning=gang.ord.ur("insats"),
            team=gang.rum.team if gang.rum else None,
            form=form_now(gang),
            samtycken=agreed(gang),
            actor=gang.handlaggare,
        )
        genomforande.begin(gang, insats)


# follow-up and closing


def follow_up(gang: Gang) -> None:
    _follow_up(gang, "fortsatt")


def change_plan(gang: Gang) -> None:
    """A round that ends in another plan; what ran under the old one ends with it."""
    _follow_up(gang, "andra")
    for insats in genomforande.running(gang):
        close_insats(
            insats=insats,
            slutdatum=timezone.localdate(),
            version=insats.version,
            actor=gang.handlaggare,
        )


def follow_up_for_the_last_time(gang: Gang) -> None:
    _follow_up(gang, "avsluta")


def _follow_up(gang: Gang, beslut: str) -> None:
    genomforande.settle(gang)
    complete_uppfoljning(
        arende=gang.arende,
        sammanfattning=gang.ord.ur("uppfoljning", beslut),
        barnets_rost=gang.ord.ur("uppfoljning_rost"),
        svar=genomforande.answers(gang),
        beslut=beslut,
        nasta_senast=timezone.localdate() + RUNDA if beslut == "fortsatt" else None,
        insatsval=dict.fromkeys(
            running(gang.arende),
            ("avsluta" if beslut == "avsluta" else "fortsatt", gang.ord.ur("insatsval", beslut)),
        ),
        skal=gang.ord.ur("insatsval", beslut),
        uppfyllelser={
            mal: (gang.slump.choice((-1, 0, 0, 1, 2)), "") for mal in _plan(gang).mal_set.all()
        },
        actor=gang.handlaggare,
    )


def close(gang: Gang) -> None:
    genomforande.settle(gang)
    if teamform.has_form(gang):
        teamform.end(gang)
    close_arende(arende=gang.arende, uppgifter=avslut.compose(gang), actor=gang.handlaggare)
    if gang.rum is not None:
        gang.rum.leave(gang)


def _plan(gang: Gang) -> Plan:
    plan = plan_in_force(gang.arende)
    if plan is None:
        raise RuntimeError(f"{gang.arende} has no plan in force.")
    return plan
