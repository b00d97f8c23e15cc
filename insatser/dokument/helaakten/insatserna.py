"""The whole akt: plans, the work with them, and the closing."""

from __future__ import annotations

from collections.abc import Iterator

from arenden.dokument.ram import day, minute
from arenden.models import Arende, Lattlast
from arenden.rules.innehall import Avsnitt, Text, tabell, varden
from insatser.dokument.helaakten.rubriker import part, row_by_row, within
from insatser.dokument.helaakten.slag.insatserna import ARBETET, EFTERAT, PLANERNA
from insatser.dokument.plan import plan_sections, with_everything
from insatser.dokument.uppfoljning import avslut_sections, uppfoljning_sections
from insatser.models import Plan, Tillfalle


def plans(arende: Arende) -> Iterator[Avsnitt]:
    """Plans that were set, as they stood, and the young person's own text of each."""
    texter = {
        rad.plan_id: rad
        for rad in Lattlast.objects.filter(arende=arende).select_related("skriven_av")
    }
    planer = Plan.objects.filter(arende=arende).exclude(faststalld=None)
    for plan in with_everything(planer).order_by("nummer"):
        plan.arende = arende
        yield Avsnitt(f"Plan {plan.nummer}")
        yield from within(plan_sections(plan))
        yield from _left_needs(plan)
        if (latt := texter.get(plan.pk)) is not None:
            huvud = varden([("Skriven", f"{day(latt.skriven)}, {latt.skriven_av}")])
            yield Avsnitt("Planen med lätta ord", (huvud, Text(latt.text)), 3)
    yield from part("Bakom planerna", row_by_row(arende, PLANERNA))


def _left_needs(plan: Plan) -> Iterator[Avsnitt]:
    """Needs that the plan does nothing about, and why: for the akt, not for the family's paper."""
    lamnade = [
        varden([("Behov", rad.rubrik), ("Därför", rad.lamnas_varfor)])
        for rad in plan.behovsrader.all()
        if rad.lamnas_varfor
    ]
    if lamnade:
        yield Avsnitt("Behov som planen lämnar", tuple(lamnade), 3)


def work(arende: Arende) -> Iterator[Avsnitt]:
    """Every session, what was seen on the way, and every round of follow-up."""
    tillfallen = (
        Tillfalle.objects.filter(insats__arende=arende)
        .select_related("insats__insatstyp", "loggad_av")
        .order_by("nar")
    )
    rader = [(minute(rad.nar), rad.insats, _outcome(rad), rad.anteckning) for rad in tillfallen]
    kolumner = ("När", "Insats", "Utfall", "Anteckning")
    traffar = [Avsnitt("Tillfällen", (tabell(kolumner, rader),), 3)] if rader else []
    yield from part("Arbetet med insatserna", [*traffar, *row_by_row(arende, ARBETET)])
    rundor = arende.uppfoljningar.select_related("genomford_av", "plan").prefetch_related(
        "barnsvar", "maluppfyllelser__mal"
    )
    for runda in rundor.order_by("runda"):
        runda.arende = arende
        yield Avsnitt(f"Uppföljning {runda.runda}, {day(runda.genomford)}")
        yield from within(uppfoljning_sections(runda))


def _outcome(rad: Tillfalle) -> str:
    delar = [
        rad.get_utfall_display(),
        rad.get_avbokat_av_display(),
        rad.get_orsak_display(),
        rad.orsak_ord,
    ]
    return ". ".join(filter(None, delar))


def closing(arende: Arende) -> Iterator[Avsnitt]:
    if (avslut := getattr(arende, "avslut", None)) is not None:
        avslut.arende = arende
        yield Avsnitt("Avslut")
        yield from within(avslut_sections(avslut))
    yield from part("Efter avslutet", row_by_row(arende, EFTERAT))
