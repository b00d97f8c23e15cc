"""The caseload list and the overview of one ärende."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate, gate
from access.models import Anvandare, Roll
from access.request import AuthedRequest
from arenden.actions.frister import as_view
from arenden.models import Arende, Steg
from arenden.models.arende import ArendeQuerySet
from arenden.policy import may_assign, may_decide
from arenden.rules.alder import MYNDIG, has_reached
from arenden.views.bas import ArendeView
from audit.verb import Verb
from insatser.flows.fard import open_tasks
from insatser.uppgifter import rutt_of, uppgifter_for
from insatser.views.gangrader import beside_the_route
from insatser.views.sammanforing import sammanforda
from insatser.views.tidslinje import handelser_for

HANDLAGGANDE = Roll.handlaggande()
PER_SIDA = 25

FLIKAR = {
    "mina": "Mina",
    "enhetens": "Alla pågående",
    "otilldelade": "Otilldelade",
    "avslutade": "Avslutade",
}

SORT = {
    "frist": F("narmaste_frist").asc(nulls_last=True),
    "-frist": F("narmaste_frist").desc(nulls_last=True),
    "oppnat": F("oppnat").asc(),
    "-oppnat": F("oppnat").desc(),
    "nummer": F("arendenummer").asc(),
    "-nummer": F("arendenummer").desc(),
}
KOLUMNER = [
    ("nummer", "Ärende"),
    ("", "Barn"),
    ("", "Steg"),
    ("frist", "Frist"),
    ("", "Handläggare"),
    ("oppnat", "Öppnat"),
]


class ArendeFilter(forms.Form):
    """What the law lets a list filter by: step and kind, never risk or need (SFS 2001:454)."""

    steg = forms.ChoiceField(
        label="Steg", choices=[("", "Alla steg"), *Steg.choices], required=False
    )
    slag = forms.ChoiceField(
        label="Inflöde", choices=[("", "Alla slag"), *Arende.Slag.choices], required=False
    )
    flik = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)


@gate(Verb.ARENDE_LIST, roller=HANDLAGGANDE)
def arendelista(request: AuthedRequest) -> HttpResponse:
    """The ärenden that this user may see, one tab at a time; the whole state is in the URL."""
    flik = request.GET.get("flik", "mina")
    if flik not in FLIKAR:
        flik = "mina"
    sort = request.GET.get("sort", "frist")
    if sort not in SORT:
        sort = "frist"
    filterform = ArendeFilter(request.GET.dict() | {"flik": flik, "sort": sort})
    given = filterform.cleaned_data if filterform.is_valid() else {}
    val = {namn: given[namn] for namn in ("steg", "slag") if given.get(namn)}
    arenden = _in_tab(flik, request.user).filter(**val)
    sida = Paginator(arenden.for_list().order_by(SORT[sort], "id"), PER_SIDA).get_page(
        request.GET.get("sida")
    )
    lage = {"flik": flik, "sort": sort, **val}
    context = {
        "flik": flik,
        "flikar": [
            {"namn": namn, "url": f"?flik={kod}", "aktiv": kod == flik}
            for kod, namn in FLIKAR.items()
        ],
        "filter_form": filterform,
        "filterval": _chips(lage, val),
        "rensa_url": f"?flik={flik}",
        "sida": sida,
        "antal_text": _antal(sida.paginator.count),
        "kolumner": [column_of(lage, kod, namn) for kod, namn in KOLUMNER],
        "rader": [_rad(arende) for arende in sida],
    }
    return render(request, "insatser/arendelista.html", context)


class ArendeOversiktView(ArendeView):
    """The ärende on one page: what is next and why, the clocks, the time line."""

    gate = Gate(Verb.ARENDE_READ, HANDLAGGANDE)
    flik = "oversikt"
    template_name = "insatser/arende.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frister = list(self.arende.frister.running())
        kan_tilldela = may_assign(self.user, self.arende)
        person = self.arende.akt.person
        is_myndig = has_reached(person.fodelsedatum, MYNDIG, timezone.localdate())
        vardnadshavare = self.arende.akt.vardnadshavare_set.filter(till=None)
        oppna = list(open_tasks([self.arende]))
        return super().get_context_data(
            uppgifter=uppgifter_for(oppna, self.user, frister),
            rutt=rutt_of(self.arende, oppna) if self.arende.avslutat is None else [],
            frister=[as_view(frist) for frist in frister],
            vid_sidan=beside_the_route(self.arende),
            handelser=handelser_for(self.arende, self.user),
            kan_tilldela=kan_tilldela,
            kan_forlanga=kan_tilldela or may_decide(self.user, self.arende, "forlangning"),
            person=person,
            vardnadshavare=[] if is_myndig else vardnadshavare,
            **sammanforda(self.arende, self.user),
            vantar_aterkoppling=[frist for frist in frister if frist.slag == "aterkoppling"],
            **kwargs,
        )


def _in_tab(flik: str, user: Anvandare) -> ArendeQuerySet:
    arenden = Arende.objects.visible_to(user)
    if flik == "avslutade":
        return arenden.closed()
    pagaende = arenden.ongoing()
    if flik == "mina":
        return pagaende.mine(user)
    return pagaende.filter(handlaggare=None) if flik == "otilldelade" else pagaende


def _rad(arende: Arende) -> dict[str, Any]:
    """One row: no more than number, initials, birth year, step, deadline and names of staff."""
    skyddad = arende.akt.is_skyddad
    frist = arende.narmaste_frist
    nu = timezone.now()
    return {
        "arende": arende,
        "url": reverse("insatser:arende", args=[arende.pk]),
        "barn": arende.akt.listnamn,
        "fodelsear": "" if skyddad else arende.akt.fodelsear,
        "frist": frist and timezone.localdate(frist),
        "forsenad": frist is not None and frist < nu and arende.avslutat is None,
    }


def _antal(antal: int) -> str:
    return "1 ärende" if antal == 1 else f"{antal} ärenden"


def _chips(lage: dict[str, str], val: dict[str, str]) -> list[dict[str, str]]:
    """Each filter in force, with the address that lifts it; only known choices are repeated."""
    namn = {"steg": dict(Steg.choices), "slag": dict(Arende.Slag.choices)}
    return [
        {
            "namn": namn[falt][varde],
            "url": f"?{urlencode({nyckel: v for nyckel, v in lage.items() if nyckel != falt})}",
        }
        for falt, varde in val.items()
    ]


def column_of(lage: dict[str, str], kod: str, namn: str) -> dict[str, Any]:
    """A heading that sorts the list by `kod`, or turns it, and keeps the rest of its state."""
    if not kod:
        return {"namn": namn}
    sort = lage["sort"]
    url = f"?{urlencode(lage | {'sort': f'-{kod}' if sort == kod else kod})}"
    riktning = {kod: "ascending", f"-{kod}": "descending"}.get(sort)
    return {"namn": namn, "url": url, "riktning": riktning}
