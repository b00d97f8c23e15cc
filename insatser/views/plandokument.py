"""The papers of a plan and what comes after it; the plan in easy words; the whole akt."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.behorighet import PA_PLATS
from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden import policy
from arenden.models import Lattlast
from arenden.rules.innehall import Innehall
from arenden.views.bas import ArbetsFormView, ArendeView, add_errors
from arenden.views.dokument import DokumentPdf, DokumentSida, Dokumentvy
from audit.verb import Verb
from insatser.actions.akt import take_akt
from insatser.actions.lattlast import write_lattlast
from insatser.dokument.lattlast import beginning_of, lattlast_innehall, written
from insatser.dokument.plan import (
    atgardsplan_innehall,
    genomforandeplan_innehall,
    with_everything,
)
from insatser.dokument.uppfoljning import avslut_innehall, uppfoljning_innehall
from insatser.forms.dokument import HelaAktenForm, LattlastForm
from insatser.models import Avslut, Plan, Uppfoljning
from insatser.rules.lattlast import long_lines

HANDLAGGANDE = Roll.handlaggande()


class EnPlan(Dokumentvy):
    """About one plan in force, or that was; a draft is no paper."""

    flik = "plan"

    @cached_property
    def plan(self) -> Plan:
        planer = with_everything(Plan.objects.exclude(faststalld=None))
        plan = get_object_or_404(planer, arende=self.arende, pk=self.kwargs["plan"])
        plan.arende = self.arende
        return plan


class AtgardsplanDokument(EnPlan):
    namn = "atgardsplan"

    def compose(self) -> Innehall:
        return atgardsplan_innehall(self.plan)


class AtgardsplanSida(AtgardsplanDokument, DokumentSida):
    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    pdf = "insatser:atgardsplan_pdf"


class AtgardsplanPdf(AtgardsplanDokument, DokumentPdf):
    gate = Gate(Verb.PLAN_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class GenomforandeplanDokument(EnPlan):
    namn = "genomforandeplan"

    def compose(self) -> Innehall:
        return genomforandeplan_innehall(self.plan)


class GenomforandeplanSida(GenomforandeplanDokument, DokumentSida):
    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    pdf = "insatser:genomforandeplan_pdf"


class GenomforandeplanPdf(GenomforandeplanDokument, DokumentPdf):
    gate = Gate(Verb.PLAN_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class UppfoljningDokument(Dokumentvy):
    flik = "plan"
    namn = "uppfoljning"

    def compose(self) -> Innehall:
        rundor = Uppfoljning.objects.select_related("plan", "genomford_av").prefetch_related(
            "barnsvar", "maluppfyllelser__mal"
        )
        runda = get_object_or_404(rundor, arende=self.arende, pk=self.kwargs["uppfoljning"])
        runda.arende = self.arende
        return uppfoljning_innehall(runda)


class UppfoljningDokumentSida(UppfoljningDokument, DokumentSida):
    gate = Gate(Verb.UPPFOLJNING_READ, HANDLAGGANDE)
    pdf = "insatser:uppfoljning_pdf"


class UppfoljningPdf(UppfoljningDokument, DokumentPdf):
    gate = Gate(Verb.UPPFOLJNING_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class AvslutDokument(Dokumentvy):
    flik = "plan"
    namn = "avslut"

    def compose(self) -> Innehall:
        avslut = get_object_or_404(Avslut.objects.select_related("avslutat_av"), arende=self.arende)
        avslut.arende = self.arende
        return avslut_innehall(avslut)


class AvslutDokumentSida(AvslutDokument, DokumentSida):
    gate = Gate(Verb.AVSLUT_READ, HANDLAGGANDE)
    pdf = "insatser:avslut_pdf"


class AvslutPdf(AvslutDokument, DokumentPdf):
    gate = Gate(Verb.AVSLUT_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class LattlastView(EnPlan, ArbetsFormView):
    """Write the young person's text; it begins with what the plan says, in short sentences."""

    gate = Gate(Verb.LATTLAST_READ, HANDLAGGANDE)
    rubrik = "Planen med lätta ord"
    form_class = LattlastForm
    template_name = "insatser/lattlast.html"
    formular = "lattlast"
    submit = "Spara och se texten"
    klart = "Texten är sparad. Så här ser den ut."

    objekt: Lattlast | None

    def prepare(self) -> None:
        self.objekt = written(self.plan)

    @property
    def objekt_id(self) -> Any:
        return self.plan.pk

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        if self.objekt is None:
            initial.setdefault("text", beginning_of(self.plan))
        return initial

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        langa = long_lines(self.objekt.text) if self.objekt else []
        return super().get_context_data(plan=self.plan, langa=langa, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        write_lattlast(plan=self.plan, version=self.version or 0, actor=self.user, **data)

    def get_success_url(self) -> str:
        return reverse("insatser:lattlast_dokument", args=[self.arende.pk, self.plan.pk])


class LattlastDokument(EnPlan):
    namn = "min-plan"

    def compose(self) -> Innehall | None:
        skriven = written(self.plan)
        return lattlast_innehall(self.plan, skriven) if skriven is not None else None


class LattlastSida(LattlastDokument, DokumentSida):
    gate = Gate(Verb.LATTLAST_READ, HANDLAGGANDE)
    pdf = "insatser:lattlast_pdf"


class LattlastPdf(LattlastDokument, DokumentPdf):
    gate = Gate(Verb.LATTLAST_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class DokumentlistaView(ArendeView):
    """Every document that can be had out of the ärende now, as a page and as a paper."""

    gate = Gate(Verb.HANDLING_LIST, HANDLAGGANDE)
    flik = "handlingar"
    template_name = "insatser/dokumentlista.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        arende = self.arende
        return super().get_context_data(
            beslut=arende.beslut.filter(utfall="beslutat").order_by("beslutad"),
            planer=arende.planer.exclude(faststalld=None).order_by("nummer"),
            uppfoljningar=arende.uppfoljningar.order_by("runda"),
            avslut=Avslut.objects.filter(arende=arende).exists(),
            kan_ta_akten=policy.may_take_akt(self.user, arende),
            **kwargs,
        )


class HelaAktenView(ArbetsFormView):
    """Ask why, and hand the whole akt out as one paper."""

    gate = Gate(Verb.AKT_PREPARE, Roll.ledande(), steg_upp=True, export=True)
    rubrik = "Ta ut hela akten"
    flik = "handlingar"
    form_class = HelaAktenForm
    template_name = "insatser/hela_akten.html"
    autosave = False
    submit = "Ta ut hela akten som PDF"

    def may(self) -> Decision:
        return policy.may_take_akt(self.user, self.arende)

    def form_valid(self, form: forms.Form) -> Any:
        try:
            with transaction.atomic():
                fil = take_akt(arende=self.arende, actor=self.user, **form.cleaned_data)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        namn = f"akt-{self.arende.arendenummer}.pdf"
        return FileResponse(fil, as_attachment=True, filename=namn)
