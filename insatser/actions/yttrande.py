"""What the steps of a yttrande do: begin with the report, and move its day."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from arenden.actions.frister import YTTRANDE, stop_frist
from arenden.models import Arende, Frist
from arenden.rules.inflode import Inflode
from audit import log
from audit.verb import Verb
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models import Arbetsgang, Stegutfall


def start_on_request(inflode: Inflode, arenden: list[Arende], actor: Anvandare) -> None:  # noqa: ARG001
    """A notice that asks for a yttrande begins its way, for each person it names.

    A notice without one is only to be known of, and assessed as any report.
    """
    if inflode.yttrande is None or not inflode.yttrande.begart:
        return
    for arende in arenden:
        start_arbetsgang(
            arende=arende,
            flode="lul_yttrande",
            ankare=inflode.inkom,
            dag=inflode.yttrande.senast,
            actor=None,
        )


def set_new_day(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """Count to the day that whoever asked has now set; the earlier clock is no longer asked for."""
    ny = date.fromisoformat(utfall.svar["ny_dag"])
    if ny < timezone.localdate() or (gang.dag is not None and ny <= gang.dag):
        raise ValidationError(
            {"ny_dag": "Den nya dagen ligger efter den tidigare, och efter i dag."}
        )
    gang.dag = ny
    log.save(gang, actor=actor, verb=Verb.ARBETSGANG_STEP)
    stop_frist(gang.arende, YTTRANDE, kalla=gang.pk, utgang=Frist.Utgang.INAKTUELL, actor=actor)
