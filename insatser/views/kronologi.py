"""Everything that has happened in an ärende, in order of time, a page at a time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from access.gate import Gate
from access.models import Roll
from arenden.forms.steg import dagfalt
from arenden.models import Arende, Journalanteckning
from arenden.views.bas import ArendeView
from audit.verb import Verb
from insatser.views.fakta import FAKTA, ORDNING, Del
from insatser.views.tidslinje import describe, ordering, together

PER_SIDA = {"40": 40, "200": 200}
SKILJE = "~"
ANTECKNING = {"journal", "tillagg"}


class KronologiFilter(forms.Form):
    """The whole state of the page, as it stands in its address."""

    slag = forms.ChoiceField(
        label="Vad", choices=[("", "Allt"), *((d.value, d.namn) for d in Del)], required=False
    )
    fran = dagfalt("Från och med", required=False)
    till = dagfalt("Till och med", required=False)
    ordning = forms.ChoiceField(
        label="Ordning",
        choices=[("", "Det senaste först"), ("aldst", "Det äldsta först")],
        required=False,
    )
    text = forms.BooleanField(label="Visa anteckningarnas text", required=False)
    antal = forms.ChoiceField(
        label="På varje sida",
        choices=[("", "40 händelser"), ("200", "200 händelser, för utskrift")],
        required=False,
    )


class KronologiView(ArendeView):
    """One query for the events, whatever their number; the notes' texts only when asked for."""

    gate = Gate(Verb.KRONOLOGI_READ, Roll.handlaggande())
    flik = "oversikt"
    template_name = "insatser/kronologi.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = KronologiFilter(self.request.GET)
        val = form.cleaned_data if form.is_valid() else {}
        nyast = not val.get("ordning")
        antal = PER_SIDA.get(val.get("antal", ""), PER_SIDA["40"])
        slag = [f for f in FAKTA if not val.get("slag") or f.del_ == val["slag"]]
        villkor = _period(val) & _after(self.request.GET.get("efter", ""), newest_first=nyast)
        rader = together(slag, self.arende, self.user, villkor).order_by(
            *ordering(newest_first=nyast)
        )
        sidan = list(rader[: antal + 1])
        handelser = [describe(self.arende, rad) for rad in sidan[:antal]]
        if val.get("text"):
            _with_texts(self.arende, handelser)
        lage = {falt: str(varde) for falt, varde in val.items() if varde}
        return super().get_context_data(
            filter_form=form,
            filterval=_chips(form, lage),
            rensa_url="?",
            handelser=handelser,
            nasta=f"?{urlencode(lage | {'efter': _cursor(sidan[antal - 1])})}"
            if len(sidan) > antal
            else "",
            forsta=f"?{urlencode(lage)}" if self.request.GET.get("efter") else "",
            **kwargs,
        )


def _period(val: dict[str, Any]) -> Q:
    villkor = Q()
    if val.get("fran"):
        villkor &= Q(f_nar__gte=_midnight(val["fran"]))
    if val.get("till"):
        villkor &= Q(f_nar__lt=_midnight(val["till"] + timedelta(days=1)))
    return villkor


def _midnight(dag: Any) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


def _cursor(rad: dict[str, Any]) -> str:
    """The last event of a page, to go on from."""
    nar, *resten = (rad[kolumn] for kolumn in ORDNING)
    return SKILJE.join([nar.isoformat(), *map(str, resten)])


def _after(cursor: str, *, newest_first: bool) -> Q:
    """What comes after the cursor; one that cannot be read begins from the beginning."""
    nar, _, resten = cursor.partition(SKILJE)
    rad, _, handelse = resten.partition(SKILJE)
    try:
        tid, pk = parse_datetime(nar), UUID(rad)
    except ValueError:
        return Q()
    if tid is None or timezone.is_naive(tid):
        return Q()
    over = "lt" if newest_first else "gt"
    senare = Q(**{f"f_handelse__{over}": handelse}, f_rad=pk) | Q(**{f"f_rad__{over}": pk})
    return Q(**{f"f_nar__{over}": tid}) | (Q(f_nar=tid) & senare)


def _with_texts(arende: Arende, handelser: list[dict[str, Any]]) -> None:
    """Put each note beside its event, whole: an addition brings the note it was added to."""
    rader = [rad["rad"] for rad in handelser if rad["handelse"] in ANTECKNING]
    anteckningar = (
        Journalanteckning.objects.filter(
            Q(pk__in=rader) | Q(tillagg__in=rader),
            arende=arende,
            roll=Journalanteckning.Roll.ORIGINAL,
        )
        .distinct()
        .with_tillagg()
    )
    hela = {}
    for anteckning in anteckningar:
        for rad in (anteckning, *anteckning.tillagg.all()):
            hela[rad.pk] = anteckning
    for handelse in handelser:
        handelse["anteckning"] = hela.get(handelse["rad"])


def _chips(form: KronologiFilter, lage: dict[str, str]) -> list[dict[str, str]]:
    """Each filter in force, with the address that lifts it."""
    return [
        {
            "namn": _in_words(form, falt, varde),
            "url": f"?{urlencode({f: v for f, v in lage.items() if f != falt})}",
        }
        for falt, varde in lage.items()
    ]


def _in_words(form: KronologiFilter, falt: str, varde: str) -> str:
    val = dict(getattr(form.fields[falt], "choices", ()))
    if falt in {"fran", "till"}:
        return f"{form.fields[falt].label} {varde}"
    return str(val.get(varde, form.fields[falt].label))
