"""For whoever leads: every clock of the unit that has run out and still runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from access.gate import gate
from access.models import Anvandare, Roll, Uppdrag
from access.request import AuthedRequest
from arenden.models import Frist
from arenden.models.frist import FristQuerySet
from arenden.rules.frister import all_fristslag, in_words
from audit.verb import Verb
from insatser.views.arenden import column_of

LEDANDE = Roll.ledande()
PER_SIDA = 25
INGEN = "ingen"
NAMN = {slag.slag: slag.namn for slag in all_fristslag()}
SORT = {"senast": F("senast"), "nummer": F("arende__arendenummer")}
KOLUMNER = [
    ("", "Frist"),
    ("nummer", "Ärende"),
    ("senast", "Försenad"),
    ("", "Skulle vara klar"),
    ("", "Handläggare"),
]


class ForsenatFilter(forms.Form):
    slag = forms.ChoiceField(
        label="Frist",
        choices=[("", "Alla frister"), *sorted(NAMN.items(), key=lambda rad: rad[1])],
        required=False,
    )
    handlaggare = forms.ChoiceField(label="Handläggare", required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        egna = Uppdrag.objects.in_force(timezone.localdate()).filter(led_by(user))
        personal = Anvandare.objects.filter(pk__in=egna.values("anvandare"))
        self.namn = {INGEN: "Ingen än"} | {
            str(pk): namn for pk, namn in personal.values_list("pk", "namn")
        }
        falt = self.fields["handlaggare"]
        falt.choices = [("", "Alla"), *self.namn.items()]  # type: ignore[attr-defined]


@gate(Verb.FRIST_LIST, roller=LEDANDE)
def forsenat(request: AuthedRequest) -> HttpResponse:
    """The clocks that have run out, the longest ago first; the whole state is in the URL."""
    nu = timezone.now()
    sort = request.GET.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORT else "senast"
    filterform = ForsenatFilter(request.GET.dict() | {"sort": sort}, user=request.user)
    given = filterform.cleaned_data if filterform.is_valid() else {}
    val = {falt: given[falt] for falt in ("slag", "handlaggare") if given.get(falt)}
    ordning = SORT[sort.removeprefix("-")]
    rader = (
        _overdue(request.user, nu)
        .filter(_chosen(val))
        .select_related("arende__handlaggare")
        .order_by(ordning.desc() if sort.startswith("-") else ordning.asc(), "id")
    )
    sida = Paginator(rader, PER_SIDA).get_page(request.GET.get("sida"))
    lage = {"sort": sort, **val}
    context = {
        "filter_form": filterform,
        "filterval": _chips(lage, val, filterform.namn),
        "rensa_url": "?",
        "sida": sida,
        "rader": [_rad(frist, nu) for frist in sida],
        "kolumner": [column_of(lage, kod, namn) for kod, namn in KOLUMNER],
        "antal_text": _antal(sida.paginator.count),
    }
    return render(request, "insatser/forsenat.html", context)


def _overdue(user: Anvandare, nu: datetime) -> FristQuerySet:
    """Also of closed cases: what was not done in time is not done because the case was closed."""
    frister: FristQuerySet = Frist.objects.visible_to(user).due(nu)
    return frister.filter(led_by(user, "arende__"))


def led_by(user: Anvandare, prefix: str = "") -> Q:
    """Of the units where the user leads, or of the whole nämnd for a duty without a unit."""
    villkor = Q(pk__in=[])
    for uppdrag in user.uppdrag_nu:
        if uppdrag.roll not in LEDANDE:
            continue
        if uppdrag.enhet_id:
            villkor |= Q(**{f"{prefix}enhet": uppdrag.enhet_id})
        else:
            villkor |= Q(**{f"{prefix}namnd": uppdrag.namnd_id})
    return villkor


def _chosen(val: dict[str, str]) -> Q:
    villkor = Q(slag=val["slag"]) if "slag" in val else Q()
    vem = val.get("handlaggare")
    if vem is None:
        return villkor
    return villkor & Q(arende__handlaggare=None if vem == INGEN else vem)


def _rad(frist: Frist, nu: datetime) -> dict[str, Any]:
    if frist.senast is None:
        raise ValueError("En frist utan sista dag är inte försenad.")
    return {
        "frist": frist,
        "namn": NAMN[frist.slag],
        "url": reverse("insatser:arende", args=[frist.arende_id]),
        "sen": in_words(frist.senast, nu),
        "dag": timezone.localdate(frist.senast),
    }


def _antal(antal: int) -> str:
    return "1 frist har gått ut" if antal == 1 else f"{antal} frister har gått ut"


def _chips(
    lage: dict[str, str], val: dict[str, str], personal: dict[str, str]
) -> list[dict[str, str]]:
    """Each filter in force, with the address that lifts it."""
    namn = {"slag": NAMN, "handlaggare": personal}
    return [
        {
            "namn": namn[falt][varde],
            "url": f"?{urlencode({nyckel: v for nyckel, v in lage.items() if nyckel != falt})}",
        }
        for falt, varde in val.items()
    ]
