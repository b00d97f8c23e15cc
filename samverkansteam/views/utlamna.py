"""Release step by step, on paper or aloud. Each post is checked anew from the first answer on."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from access.gate import Gate
from access.policy import require
from arenden.actions.utkast import drop_utkast
from arenden.dokument.underlag import secrets_in
from arenden.models import Utkast
from arenden.views.bas import ArendeView, add_errors, as_post, redirect, typed_in
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.delgivning import Sagt, release, release_aloud
from samverkansteam.delbart import compose, delbart_in
from samverkansteam.forms.delgivning import (
    GrundForm,
    SagtForm,
    SlutForm,
    UrvalForm,
    ValForm,
    VillkorForm,
)
from samverkansteam.grunder import grunder_for, living_samtycke
from samverkansteam.views.person import HANDLAGGANDE, PersonSida, flik_url


class Stegvis(PersonSida, ArendeView):
    """Steps on one address: `form_<step>` builds the form of each, out of those before it.

    What has been answered is carried along unseen. The posted `steg` is the step just answered; a
    later one is then shown without complaint. All of it is kept as a draft while it is typed, and
    whoever comes back stands at the step that was left.
    """

    flik = "team"
    template_name = "samverkansteam/lamna_ut.html"
    steg: ClassVar[tuple[str, ...]]
    formular: ClassVar[str]
    rubrik: ClassVar[str]
    klart: ClassVar[str]

    def prepare(self) -> None:
        super().prepare()
        require(policy.may_share(self.user, self.teamarende))
        self.besvarade: dict[str, Any] = {}
        self.svaren: QueryDict = self.request.POST

    def perform(self) -> None:
        """Call the action with the forms of every step; it may raise ValidationError."""
        raise NotImplementedError

    @cached_property
    def utkast(self) -> Utkast | None:
        key = Utkast.key(self.user, self.formular, self.teamarende.pk)
        return Utkast.objects.visible_to(self.user).filter(**key).first()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.utkast is not None:
            self.svaren = as_post(self.utkast.innehall)
        for steg in self.steg:
            if steg == self.svaren.get("steg", self.steg[0]):
                break
            form = self.build(steg, self.svaren)
            if not form.is_valid():
                return self.show(form, steg, complain=False)
        form = self.build(steg, None)
        if self.utkast is not None:
            form.initial = {**form.initial, **typed_in(form, self.utkast.innehall)}
        return self.show(form, steg, complain=False)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        is_later = False
        for steg in self.steg:
            form = self.build(steg, None if is_later else request.POST)
            if is_later or not form.is_valid():
                return self.show(form, steg, complain=not is_later)
            is_later = steg == request.POST.get("steg")
        return self.finish(form)

    def build(self, steg: str, data: Any) -> forms.Form:
        form: forms.Form = getattr(self, f"form_{steg}")(data)
        self.besvarade[steg] = form
        return form

    def finish(self, form: forms.Form) -> HttpResponse:
        try:
            with transaction.atomic():
                self.perform()
                drop_utkast(formular=self.formular, objekt_id=self.teamarende.pk, actor=self.user)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
        except ValidationError as fel:
            add_errors(form, fel)
        else:
            messages.success(self.request, self.klart)
            return redirect(flik_url(self.arende))
        return self.show(form, self.steg[-1], complain=True)

    def show(self, form: forms.Form, steg: str, *, complain: bool) -> HttpResponse:
        """`steg` is the step that the next post answers up to."""
        burna = [("steg", steg)] + [
            (falt.html_name, varde)
            for besvarad in list(self.besvarade.values())[: self.steg.index(steg)]
            for falt in besvarad
            for varde in self.svaren.getlist(falt.html_name)
        ]
        response = self.render_to_response(
            self.get_context_data(form=form, steg=steg, burna=burna, **self.besvarade)
        )
        response.status_code = 422 if complain else 200
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steg = kwargs["steg"]
        return super().get_context_data(
            rubrik=self.rubrik,
            nummer=self.steg.index(steg) + 1,
            antal=len(self.steg),
            teamarende=self.teamarende,
            avbryt_url=flik_url(self.arende),
            utkast=self.utkast if self.request.method == "GET" else None,
            utkast_url=reverse(
                "arenden:utkast", args=[self.arende.pk, self.formular, self.teamarende.pk]
            ),
            **kwargs,
        )

    def form_grund(self, data: Any) -> GrundForm:
        mottagare, slag = self.receiver_and_slag()
        samtycke = living_samtycke(self.teamarende, mottagare, slag)
        return GrundForm(data, grunder=grunder_for(self.teamarende, mottagare, samtycke))

    def form_villkor(self, data: Any) -> VillkorForm:
        return VillkorForm(data, grund=self.besvarade["grund"].grund)

    def receiver_and_slag(self) -> tuple[Any, set[str]]:
        raise NotImplementedError

    def tried(self) -> dict[str, Any]:
        """What both actions take of the ground and its answers."""
        villkor = self.besvarade["villkor"]
        mottagare, slag = self.receiver_and_slag()
        return {
            "teamarende": self.teamarende,
            "mottagare": mottagare,
            "lagrum": self.besvarade["grund"].grund.lagrum,
            "slag": slag,
            "andamal": villkor.cleaned_data["andamal"],
            "svar": villkor.svar(),
            "avvagning": villkor.cleaned_data.get("avvagning", ""),
            "actor": self.user,
        }


class LamnaUtView(Stegvis):
    """Choose, choose parts and mask, name the ground, answer it, see it exactly, release."""

    gate = Gate(Verb.DELGIVNING_RELEASE, HANDLAGGANDE)
    steg = ("val", "urval", "grund", "villkor", "slut")
    formular = "lamna-ut"
    rubrik = "Lämna ut uppgift"
    klart = "Uppgiften är utlämnad."

    def form_val(self, data: Any) -> ValForm:
        delbart = delbart_in(self.teamarende, self.user)
        return ValForm(data, team=self.teamarende.team, delbart=delbart)

    def form_urval(self, data: Any) -> UrvalForm:
        val = self.besvarade["val"]
        texter = [text for d in val.valda for text in (d.rubrik, d.text)]
        hemligheter = secrets_in(self.arende, [*texter, val.cleaned_data["egen_text"]])
        return UrvalForm(data, valda=val.valda, hemligheter=hemligheter)

    def form_slut(self, data: Any) -> SlutForm:
        val, urval = self.besvarade["val"], self.besvarade["urval"]
        innehall = compose(urval.utvalda, val.cleaned_data["egen_text"], urval.maskade)
        return SlutForm(data, innehall=innehall)

    def receiver_and_slag(self) -> tuple[Any, set[str]]:
        val = self.besvarade["val"]
        return val.cleaned_data["mottagare"], val.slagen

    def perform(self) -> None:
        release(
            **self.tried(),
            innehall=self.besvarade["slut"].innehall,
            lases_till=self.besvarade["val"].cleaned_data["lases_till"],
            urval=self.besvarade["urval"].as_json(),
        )


class SagtView(Stegvis):
    """The line of what was told a party at a meeting or over the phone: the same law, no copy."""

    gate = Gate(Verb.DELGIVNING_SAY, HANDLAGGANDE)
    steg = ("sagt", "grund", "villkor")
    formular = "muntligt"
    rubrik = "Anteckna det som lämnats muntligt"
    klart = "Det är antecknat vad som lämnats muntligt."

    def form_sagt(self, data: Any) -> SagtForm:
        return SagtForm(data, team=self.teamarende.team)

    def receiver_and_slag(self) -> tuple[Any, set[str]]:
        svar = self.besvarade["sagt"].cleaned_data
        return svar["mottagare"], set(svar["slag"])

    def perform(self) -> None:
        svar = self.besvarade["sagt"].cleaned_data
        release_aloud(
            **self.tried(),
            innehall=svar["innehall"],
            sagt=Sagt(form=svar["form"], nar=svar["sagt"], mote=svar["mote"]),
        )
