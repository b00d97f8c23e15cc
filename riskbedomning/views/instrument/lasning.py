"""Reading instruments: all of them, one version, and how it differs from another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.views.generic import TemplateView

from access.gate import Gate
from access.request import InloggadVy
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.instrument import hinder_for_version, innehall_of
from riskbedomning.models import Faktor, Instrument, Instrumentversion
from riskbedomning.rules.instrument import Andring, Faktorskillnad, skillnad_mellan
from riskbedomning.views.instrument.sida import METODLEDARE, VersionSida

FALT = {
    "beskrivning": "Beskrivning",
    "kalla": "Källa",
    "alder_fran": "Från ålder",
    "alder_till": "Till och med ålder",
    "niva": "Nivå",
    "slag": "Slag",
    "rubrik": "Rubrik",
    "vagledning": "Vägledning",
    "bbic": "BBIC-område",
    "ordning": "Plats",
}
ORD = dict(Faktor.Niva.choices) | dict(Faktor.Slag.choices)


class InstrumentlistaView(InloggadVy, TemplateView):
    """Each instrument with its versions, the latest first."""

    gate = Gate(Verb.INSTRUMENT_READ, METODLEDARE)
    template_name = "riskbedomning/instrument/lista.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versioner: dict[UUID, list[Instrumentversion]] = {}
        synliga = Instrumentversion.objects.visible_to(self.user)
        for version in synliga.select_related("instrument", "forfattare", "granskad_av"):
            versioner.setdefault(version.instrument_id, []).append(version)
        alla = [version for rader in versioner.values() for version in rader]
        return super().get_context_data(
            instrument=[
                {"instrument": instrument, "versioner": versioner.get(instrument.pk, [])}
                for instrument in Instrument.objects.all()
            ],
            att_granska=[
                version for version in alla if policy.may_review_instrument(self.user, version)
            ],
            kolumner=[{"namn": namn} for namn in ("Version", "Läge", "Ålder", "Författare")],
            **kwargs,
        )


@dataclass(frozen=True)
class Nivadel:
    """The factors of one level, what worries and what protects side by side."""

    niva: Faktor.Niva
    risk: list[Faktor]
    skydd: list[Faktor]


class InstrumentversionView(VersionSida, TemplateView):
    """One version: what it asks, what was said of it, and what may be done with it now."""

    template_name = "riskbedomning/instrument/version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, version = self.user, self.version
        return super().get_context_data(
            avsnitt=_by_niva(version.faktorer.all()),
            hinder=[] if version.publicerad else hinder_for_version(version),
            granskningar=version.granskningar.select_related("granskare"),
            may_add=policy.may_add_faktor(user, version),
            may_change=policy.may_change_instrument(user, version),
            may_copy=policy.may_copy_instrument(user, version),
            may_review=policy.may_review_instrument(user, version),
            may_publish=policy.may_publish_instrument(user, version),
            **kwargs,
        )


class SkillnadView(VersionSida, TemplateView):
    """A version beside the one it builds on, or beside any other of the same instrument."""

    template_name = "riskbedomning/instrument/skillnad.html"

    def prepare(self) -> None:
        self.andra = list(
            self.version.instrument.versioner.visible_to(self.user)
            .exclude(pk=self.version.pk)
            .select_related("instrument")
        )
        vald = self.request.GET.get("mot")
        if vald is None:
            self.mot = self.version.bygger_pa or next(iter(self.andra), None)
        elif (found := {str(v.pk): v for v in self.andra}.get(vald)) is not None:
            self.mot = found
        else:
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.mot is not None:
            skillnad = skillnad_mellan(innehall_of(self.mot), innehall_of(self.version))
            kwargs |= {
                "skillnad": skillnad,
                "andringar": [_in_words(andring) for andring in skillnad.andringar],
                "andrade": [_faktor_in_words(faktor) for faktor in skillnad.andrade],
            }
        return super().get_context_data(mot=self.mot, andra=self.andra, **kwargs)


def _by_niva(faktorer: Iterable[Faktor]) -> list[Nivadel]:
    grupper: dict[tuple[str, str], list[Faktor]] = {}
    for faktor in faktorer:
        grupper.setdefault((faktor.niva, faktor.slag), []).append(faktor)
    return [
        Nivadel(
            niva,
            risk=grupper.get((niva, Faktor.Slag.RISK), []),
            skydd=grupper.get((niva, Faktor.Slag.SKYDD), []),
        )
        for niva in Faktor.Niva
    ]


def _in_words(andring: Andring) -> dict[str, str]:
    return {
        "falt": FALT[andring.falt],
        "fore": ORD.get(andring.fore, andring.fore),
        "efter": ORD.get(andring.efter, andring.efter),
    }


def _faktor_in_words(faktor: Faktorskillnad) -> dict[str, Any]:
    return {
        "kod": faktor.kod,
        "rubrik": faktor.rubrik,
        "andringar": [_in_words(andring) for andring in faktor.andringar],
    }
