"""The assessment page: three sections of factors, each saved by itself; and its reading view."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from access.gate import Gate
from access.models import Roll
from arenden.actions.utkast import drop_utkast, save_utkast
from arenden.models import Utkast
from arenden.views.bas import ArendeView, redirect
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions import Svarskonflikt, Svarsuppgift, save_svar
from riskbedomning.actions.svar import FALT, values_of
from riskbedomning.forms.bedomning import SvarForm, svar_forms
from riskbedomning.models import Faktor, Faktorsvar
from riskbedomning.views.kring import Kring, Underlag, underlag_of
from riskbedomning.views.sida import Avsnitt, BedomningSida, Rad, by_niva, in_words

LONG = ("belagg", "kalla", "riktning_varfor")
KONFLIKTFALT = re.compile(rf"mitt-([-\w]+)\.({'|'.join(FALT)})\.(\d+)")


@dataclass(frozen=True)
class Formrad:
    """A factor to fill in, with what stands around it."""

    form: SvarForm
    kring: Kring

    @property
    def faktor(self) -> Faktor:
        return self.form.faktor

    @property
    def da(self) -> Rad:
        """The answer in the assessment before."""
        return Rad(self.faktor, self.kring.da)


class SvarSida(BedomningSida):
    """The factors of an assessment with what has been answered."""

    faktorer: list[Faktor]
    svar: dict[UUID, Faktorsvar]

    def prepare(self) -> None:
        super().prepare()
        self.faktorer = list(self.bedomning.instrumentversion.faktorer.all())
        self.svar = {svar.faktor_id: svar for svar in self.bedomning.svar.all()}

    def context(self, **kwargs: Any) -> dict[str, Any]:
        return self.get_context_data(
            antal=len(self.faktorer),
            besvarade=sum(1 for svar in self.svar.values() if svar.is_besvarad),
            is_bedomare=self.bedomning.bedomare_id == self.user.pk,
            may_second_read=policy.may_second_read(self.user, self.bedomning),
            **kwargs,
        )

    @cached_property
    def underlag(self) -> Underlag:
        return underlag_of(self.bedomning, self.faktorer, self.user)

    def form_context(self, forms: list[SvarForm]) -> dict[str, Any]:
        rader = [Formrad(form, self.underlag.faktorer[form.faktor.kod]) for form in forms]
        return self.context(
            avsnitt=[(del_, self.utkast_url(del_)) for del_ in by_niva(rader, self.underlag)],
            underlag=self.underlag,
            svarsval=Faktorsvar.Svar.choices,
            relevansval=Faktorsvar.Relevans.choices,
            riktningsval=Faktorsvar.Riktning.choices,
            form=next((form for form in forms if form.is_bound and form.errors), None),
        )

    def utkast_url(self, avsnitt: Avsnitt[Formrad]) -> str:
        return reverse(
            "arenden:utkast", args=[self.arende.pk, formular(avsnitt.niva), self.bedomning.pk]
        )


def formular(niva: str) -> str:
    """The name under which a section's draft is kept."""
    return f"bedomning-{niva}"


class BedomningView(SvarSida, ArendeView):
    """To fill in, for whoever may answer; to read, for everyone else and once it is locked."""

    gate = Gate(Verb.BEDOMNING_READ, Roll.handlaggande())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        decision = policy.may_answer(self.user, self.bedomning)
        if not decision:
            rader = [
                Rad(faktor, self.svar.get(faktor.pk), self.underlag.faktorer[faktor.kod])
                for faktor in self.faktorer
            ]
            context = self.context(
                avsnitt=by_niva(rader, self.underlag),
                underlag=self.underlag,
                varfor_last=decision.reason,
            )
            return render(request, "riskbedomning/lasning.html", context)
        utkast: dict[str, Any] = {}
        egna = Utkast.objects.visible_to(self.user).filter(objekt_id=self.bedomning.pk)
        for rad in egna.filter(formular__in=[formular(niva) for niva in Faktor.Niva]):
            utkast |= rad.innehall
        forms = svar_forms(self.faktorer, self.svar, utkast)
        return render(request, "riskbedomning/bedomning.html", self.form_context(forms))


class AvsnittView(SvarSida, ArendeView):
    """Saves one section: what changed, answer by answer."""

    gate = Gate(Verb.BEDOMNING_READ, (Roll.SOCIALSEKRETERARE,))
    http_method_names = ["post"]

    def prepare(self) -> None:
        super().prepare()
        niva = self.kwargs["niva"]
        if niva not in Faktor.Niva.values:
            raise Http404
        self.formular = formular(niva)
        self.avsnittets = {f.kod: f for f in self.faktorer if f.niva == niva}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match request.POST.get("gor"):
            case "slaihop":
                return self.receive(self.resolved(request.POST))
            case "andra":
                return self.save([])
            case "utkast":
                return self.keep_mine(request.POST)
        return self.receive(request.POST)

    def receive(self, data: Mapping[str, Any]) -> HttpResponse:
        """Save the factors that were sent, all or some of the section's."""
        sent = [f for f in self.avsnittets.values() if f"{f.kod}-version" in data]
        forms = [SvarForm(data, faktor=faktor) for faktor in sent]
        if [form for form in forms if not form.is_valid()]:
            return self.refuse(forms)
        return self.save([form.uppgift() for form in forms])

    def save(self, uppgifter: list[Svarsuppgift]) -> HttpResponse:
        user = self.user
        with transaction.atomic():
            konflikter = save_svar(bedomning=self.bedomning, uppgifter=uppgifter, actor=user)
            if not konflikter:
                drop_utkast(formular=self.formular, objekt_id=self.bedomning.pk, actor=user)
        if konflikter:
            return self.show_konflikter(konflikter)
        messages.success(self.request, f"Avsnittet är sparat {timezone.localtime():%H:%M}.")
        return redirect(self.onward())

    def onward(self) -> str:
        """Back to the section, or on to the evidence of a factor in it."""
        _, _, kod = self.request.POST.get("gor", "").partition("belagg:")
        if kod in self.avsnittets:
            return self.url("belagg", kod)
        return f"{self.url('bedomning')}#{self.kwargs['niva']}"

    def refuse(self, forms: list[SvarForm]) -> HttpResponse:
        """The page again with the errors at the fields and everything typed still there."""
        posted = {form.faktor.pk: form for form in forms}
        stored = svar_forms(self.faktorer, self.svar, {})
        merged = [posted.get(form.faktor.pk, form) for form in stored]
        context = self.form_context(merged)
        return render(self.request, "riskbedomning/bedomning.html", context, status=422)

    def show_konflikter(self, konflikter: list[Svarskonflikt]) -> HttpResponse:
        context = self.get_context_data(
            rader=[_konfliktrad(konflikt) for konflikt in konflikter],
            vem=konflikter[0].vem,
            nar=konflikter[0].nar,
        )
        return render(self.request, "riskbedomning/konflikt.html", context, status=409)

    def keep_mine(self, data: QueryDict) -> HttpResponse:
        """Leave the other's texts stored and keep mine as the section's draft."""
        save_utkast(
            arende=self.arende,
            formular=self.formular,
            objekt_id=self.bedomning.pk,
            innehall=self.resolved(data, mine=True),
            actor=self.user,
        )
        messages.success(self.request, "Din text är sparad som utkast.")
        return redirect(f"{self.url('bedomning')}#{self.kwargs['niva']}")

    def resolved(self, data: QueryDict, *, mine: bool = False) -> dict[str, str]:
        """The section's fields as chosen in a conflict (`mine`: mine throughout)."""
        sent: dict[str, str] = {}
        for kod, falt, version, mitt, val in _konfliktval(data):
            faktor = self.avsnittets.get(kod)
            stored = self.svar.get(faktor.pk) if faktor else None
            if stored is None:
                continue
            for namn, value in values_of(stored).items():
                sent.setdefault(f"{kod}-{namn}", value)
            sent[f"{kod}-version"] = version
            if mine or val == "mitt":
                sent[f"{kod}-{falt}"] = mitt
            elif val == "bada" and falt in LONG:
                sent[f"{kod}-{falt}"] = f"{getattr(stored, falt)}\n\n{mitt}"
        return {
            namn: value
            for namn, value in sent.items()
            if not namn.endswith("-kritisk") or value == Faktorsvar.Kritisk.JA
        }


def _konfliktrad(konflikt: Svarskonflikt) -> dict[str, Any]:
    """A row of partials/konflikt.html. The name of the field carries factor and version."""
    falt = konflikt.falt
    return {
        "falt": f"{konflikt.faktor.kod}.{falt}.{konflikt.version}",
        "namn": f"{konflikt.faktor.rubrik}: {SvarForm.base_fields[falt].label}",
        "fore": in_words(falt, konflikt.fore),
        "andra": in_words(falt, konflikt.andra),
        "mitt": konflikt.mitt,
        "mitt_text": in_words(falt, konflikt.mitt),
        "val": "bada" if falt in LONG else "andra",
        "kan_bada": falt in LONG,
    }


def _konfliktval(data: QueryDict) -> Iterator[tuple[str, str, str, str, str]]:
    """(factor's code, field, version, my text, choice) for each row of a posted conflict."""
    for namn in data:
        if match := KONFLIKTFALT.fullmatch(namn):
            kod, falt, version = match.groups()
            val = data.get(f"val-{kod}.{falt}.{version}")
            yield kod, falt, version, str(data[namn]), str(val)
