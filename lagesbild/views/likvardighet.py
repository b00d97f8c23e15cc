"""Whether people meet the same thing wherever they live: one measure at a time."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from access.gate import gate
from access.request import AuthedRequest
from audit.verb import Verb
from lagesbild.actions.likvardighet import table_for
from lagesbild.actions.tabell import TabellSkyddasInte
from lagesbild.models import Likvardighetsuttag
from lagesbild.models.likvardighet import LIKVARDIGHET_ROLLER
from lagesbild.rules.likvardighet import Likvardighetsmatt, legend, shown_share
from lagesbild.rules.tabell import ALL, RoundedTable
from lagesbild.rules.underlag import KON
from lagesbild.rules.visning import SUMMA, ShownCell, shown_cell

GRUPPER = ((ALL, "Flickor och pojkar"), *((kon, kon) for kon in KON))


@gate(Verb.STATISTIK_READ, roller=LIKVARDIGHET_ROLLER)
@require_GET
def likvardighet(request: AuthedRequest, matt: str = "forhandsbedomning") -> HttpResponse:
    """The tables of one measure: everybody, girls and boys, by area in the order of their names."""
    valt = next((ett for ett in Likvardighetsmatt if ett == matt), None)
    if valt is None:
        raise Http404
    uttag = Likvardighetsuttag.objects.visible_to(request.user).first()
    context: dict[str, Any] = {"uttag": uttag, "valt": valt, "flikar": _tabs(valt)}
    if uttag is not None:
        try:
            context |= _shown(table_for(uttag, valt))
        except TabellSkyddasInte as error:
            context["hinder"] = error.skal
    return render(request, "lagesbild/likvardighet.html", context)


def _tabs(valt: Likvardighetsmatt) -> list[dict[str, Any]]:
    return [
        {
            "namn": matt.namn,
            "url": reverse("lagesbild:likvardighet_matt", args=[matt.value]),
            "aktiv": matt is valt,
        }
        for matt in Likvardighetsmatt
    ]


def _shown(rounded: RoundedTable) -> dict[str, Any]:
    klasser = rounded.dimensions[2].kategorier
    kolumner = [
        {"namn": "Stadsdelsområde"},
        *({"namn": namn, "tal": True} for namn in (*klasser, SUMMA)),
        {"namn": f"Andel: {klasser[0].lower()}", "tal": True},
    ]
    return {
        "kolumner": kolumner,
        "grupper": [(rubrik, _rows(rounded, kon)) for kon, rubrik in GRUPPER],
        "teckenforklaring": legend(rounded),
    }


def _rows(rounded: RoundedTable, kon: str | None) -> list[dict[str, Any]]:
    omraden, _, klasser = rounded.dimensions
    rader = omraden.kategorier
    return [
        {"rubrik": omrade or SUMMA, "celler": _cells(rounded, omrade, kon, klasser.kategorier)}
        for omrade in ((*rader, ALL) if len(rader) > 1 else rader)
    ]


def _cells(
    rounded: RoundedTable, omrade: str | None, kon: str | None, klasser: tuple[str, ...]
) -> list[tuple[str, ShownCell]]:
    antal = [
        (klass or SUMMA, shown_cell(rounded, (omrade, kon, klass))) for klass in (*klasser, ALL)
    ]
    andel = ShownCell(shown_share(rounded, omrade, kon), 0, 0, 0)
    return [*antal, (f"Andel: {klasser[0].lower()}", andel)]
