"""What one may do with an arbetsgång besides its steps, for its page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from access.models import Anvandare
from insatser import policy
from insatser.actions.omtag import hinder_for_undo
from insatser.fard import gangvag
from insatser.flows.arbetsgang import open_tasks
from insatser.models import Arbetsgang, Stegutfall
from insatser.models.motor import ANGERTID

register = template.Library()


@register.inclusion_tag("insatser/gang_verktyg.html")
def gangverktyg(gang: Arbetsgang, user: Anvandare) -> dict[str, Any]:
    """The buttons that this user has, and the pause that the arbetsgång is in."""
    arende, nu = gang.arende, timezone.now()
    graf = gangvag().graf(gang)
    gjorda = list(gang.utfall.in_force().select_related("gjort_av"))
    arbetar, leder = policy.may_work(user, arende), policy.may_decide(user, arende)
    tasks = open_tasks([gang]).select_related("owner") if gang.avslutad is None else []
    uppehall = gang.uppehall.ongoing().select_related("av").first()
    return {
        "gang": gang,
        "uppehall": uppehall,
        "kan_leda": bool(leder),
        "angra": [_undoable(gang, rad, user) for rad in gjorda if nu - rad.gjort <= ANGERTID]
        if uppehall is None
        else [],
        "gor_om": [{"rad": rad, "titel": graf.noder[rad.steg].titel} for rad in _newest(gjorda)]
        if arbetar and gang.avslutad is None and uppehall is None
        else [],
        "oppna": [
            {
                "namn": task.flow_task.name,
                "titel": task.flow_task.task_title,
                "tagen_av": task.owner,
                "ar_min": task.owner_id == user.pk,
                "far_hoppas": task.flow_task.as_nod().far_hoppas,
            }
            for task in tasks
            if task.flow_task.allows(user, task)
        ],
    }


def _undoable(gang: Arbetsgang, rad: Stegutfall, user: Anvandare) -> dict[str, Any]:
    """A step just done: until when it can be taken back, or why not."""
    tillatet = policy.may_undo_steg(user, gang.arende, rad, timezone.now())
    return {
        "rad": rad,
        "titel": gangvag().node(gang, rad.steg).as_nod().titel,
        "till": rad.gjort + ANGERTID,
        "hinder": hinder_for_undo(gang, rad) if tillatet else tillatet.reason,
    }


def _newest(gjorda: list[Stegutfall]) -> list[Stegutfall]:
    """The newest outcome of each step, in the order they were done."""
    return sorted({rad.steg: rad for rad in gjorda}.values(), key=lambda rad: rad.nummer)
