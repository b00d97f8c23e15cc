"""Release step by step; refuse; and read what was released."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from access.gate import Gate
from access.middleware import note_read
from access.policy import require
from arenden.views.bas import ArendeView, add_errors, redirect
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.delgivning import refuse_delgivning, release
from samverkansteam.delbart import compose, delbart_in
from samverkansteam.forms.delgivning import AvstaForm, GrundForm, ValForm, VillkorForm
from samverkansteam.grunder import Grund, grunder_for, living_samtycke
from samverkansteam.models import Delgivning, Delgivningskopia, Part
from samverkansteam.views.bas import DELTAGANDE, TeamView
from samverkansteam.views.person import HANDLAGGANDE, FlikForm, PersonSida, flik_url

PER_SIDA = 25


class LamnaUtView(PersonSida, ArendeView):
    """Four steps on one address. Each post is checked anew from the first answer on."""

    gate = Gate(Verb.DELGIVNING_RELEASE, HANDLAGGANDE)
    flik = "team"
    template_name = "samverkansteam/lamna_ut.html"

    def prepare(self) -> None:
        super().prepare()
        require(policy.may_share(self.user, self.teamarende))
        self.delbart = delbart_in(self.arende, self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.val_form())
        kwargs.setdefault("steg", "grund")
        kwargs["avbryt_url"] = flik_url(self.arende)
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Walk the steps; the first that is not answered is the one to show.

        `steg` is the step the user has just answered for: an unanswered later one is shown
        without complaint.
        """
        val = self.val_form(request.POST)
        if not val.is_valid():
            return self.show(val, steg="grund", complain=True)
        mottagare: Part = val.cleaned_data["mottagare"]
        samtycke = living_samtycke(self.teamarende, mottagare, val.cleaned_data["slag"])
        grunder = grunder_for(self.teamarende, mottagare, samtycke)
        steg = request.POST.get("steg")
        grund_form = GrundForm(request.POST if steg != "grund" else None, grunder=grunder)
        if not grund_form.is_valid():
            nekade = [grund for grund in grunder if not grund.is_offered]
            return self.show(
                grund_form, val, steg="villkor", complain=steg != "grund", nekade=nekade
            )
        grund = next(g for g in grunder if str(g.lagrum.pk) == grund_form.cleaned_data["lagrum"])
        villkor = VillkorForm(request.POST if steg != "villkor" else None, grund=grund)
        if not villkor.is_valid():
            return self.show(
                villkor, val, grund_form, steg="visa", complain=steg != "villkor", grund=grund
            )
        return self.preview_or_release(val, grund_form, villkor, grund, steg=steg)

    def preview_or_release(
        self,
        val: forms.Form,
        grund_form: forms.Form,
        villkor: VillkorForm,
        grund: Grund,
        *,
        steg: Any,
    ) -> HttpResponse:
        valda = [d for d in self.delbart if d.nyckel in val.cleaned_data["uppgifter"]]
        innehall = compose(valda, val.cleaned_data["egen_text"])
        fingeravtryck = hashlib.sha256(innehall.encode()).hexdigest()
        slut = forms.Form(self.request.POST)
        if steg == "lamna" and self.request.POST.get("visat") == fingeravtryck:
            try:
                with transaction.atomic():
                    release(
                        teamarende=self.teamarende,
                        mottagare=val.cleaned_data["mottagare"],
                        lagrum=grund.lagrum,
                        innehall=innehall,
                        slag=val.cleaned_data["slag"],
                        andamal=villkor.cleaned_data["andamal"],
                        svar=villkor.svar(),
                        avvagning=villkor.cleaned_data.get("avvagning", ""),
                        actor=self.user,
                    )
            except PermissionDenied as nekad:
                slut.add_error(None, str(nekad))
            except ValidationError as fel:
                add_errors(slut, fel)
            else:
                messages.success(self.request, "Uppgiften är utlämnad.")
                return redirect(flik_url(self.arende))
        return self.show(
            slut,
            val,
            grund_form,
            villkor,
            steg="lamna",
            complain=bool(slut.errors),
            grund=grund,
            mottagare=val.cleaned_data["mottagare"],
            teamarende=self.teamarende,
            andamal=villkor.cleaned_data["andamal"],
            innehall=innehall,
            visat=fingeravtryck,
        )

    def show(
        self, form: forms.Form, *besvarade: forms.Form, steg: str, complain: bool, **context: Any
    ) -> HttpResponse:
        """`steg` is the step that the next post answers up to."""
        kvar = [
            (falt.html_name, varde)
            for besvarad in besvarade
            for falt in besvarad
            for varde in self.request.POST.getlist(falt.html_name)
        ]
        response = self.render_to_response(
            self.get_context_data(form=form, steg=steg, kvar=kvar, **context)
        )
        response.status_code = 422 if complain else 200
        return response

    def val_form(self, data: Any = None) -> ValForm:
        return ValForm(data, team=self.teamarende.team, delbart=self.delbart)


class AvstaView(PersonSida, FlikForm):
    gate = Gate(Verb.DELGIVNING_REFUSE, HANDLAGGANDE)
    form_class = AvstaForm
    rubrik = "Uppgiften lämnas inte ut"
    submit = "Anteckna"
    klart = "Det är antecknat att uppgiften inte lämnas ut."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.teamarende.team}

    def perform(self, data: dict[str, Any]) -> None:
        refuse_delgivning(teamarende=self.teamarende, actor=self.user, **data)


class DelgivningView(ArendeView):
    """The record in the akt: what, to whom, on what ground and answers."""

    gate = Gate(Verb.DELGIVNING_READ, HANDLAGGANDE)
    flik = "team"
    template_name = "samverkansteam/delgivning.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        delgivning = get_object_or_404(
            Delgivning.objects.select_related("mottagare__organisation", "lagrum", "beslutad_av"),
            akt=self.arende.akt_id,
            pk=self.kwargs["delgivning"],
        )
        fragor = (
            {v["kod"]: v["fraga"] for v in delgivning.lagrum.villkor} if delgivning.lagrum else {}
        )
        svar = [(fragor.get(kod, kod), svar) for kod, svar in (delgivning.svar or {}).items()]
        return super().get_context_data(**kwargs | {"delgivning": delgivning, "svar": svar})


class UtlamnatView(TeamView):
    """Released copies, newest first: all for the socialtjänst, its own for another party."""

    gate = Gate(Verb.DELGIVNING_READ, DELTAGANDE)
    template_name = "samverkansteam/utlamnat.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kopior = (
            Delgivningskopia.objects.visible_to(self.user)
            .filter(team=self.team)
            .select_related("mottagare__organisation", "lagrum")
        )
        sida = Paginator(kopior, PER_SIDA).get_page(self.request.GET.get("sida"))
        return super().get_context_data(sida=sida, **kwargs)


class KopiaView(TeamView):
    """One released copy. Reading it is logged on the akt it came from."""

    gate = Gate(Verb.DELGIVNING_READ, DELTAGANDE)
    template_name = "samverkansteam/kopia.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kopia = get_object_or_404(
            Delgivningskopia.objects.visible_to(self.user).select_related(
                "mottagare__organisation", "lagrum"
            ),
            team=self.team,
            pk=self.kwargs["kopia"],
        )
        note_read(kopia.akt_id)
        return super().get_context_data(kopia=kopia, **kwargs)
