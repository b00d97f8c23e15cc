"""The arbetsgångar of an ärende: which there are, how one goes, and the page of a step."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate
from access.models import Roll
from access.policy import Decision, deny
from arenden.actions.frister import as_view
from arenden.models import Frist
from arenden.rules import frister
from arenden.views.bas import ArendeFormView, ArendeView
from audit.verb import Verb
from insatser.actions.arbetsgang import complete_steg, start_arbetsgang
from insatser.bpmn.svg import picture
from insatser.fard import Flodestyp, gangvag
from insatser.flows.definition import graf_of
from insatser.forms.arbetsgang import StartForm, as_svar, form_of
from insatser.models import Arbetsgang
from insatser.models.valbart import with_choices
from insatser.views.gangrader import describe_gang, open_steps, steps_of

HANDLAGGANDE = Roll.handlaggande()


class ArbetsgangarView(ArendeView):
    """What goes on beside the main route, what has been, and what may be begun."""

    gate = Gate(Verb.ARBETSGANG_LIST, HANDLAGGANDE)
    flik = "gangar"
    template_name = "insatser/arbetsgangar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gangar = list(self.arende.arbetsgangar.select_related("startad_av"))
        pagar = {gang.flode for gang in gangar if gang.avslutad is None}
        return super().get_context_data(
            pagaende=describe_gang([g for g in gangar if g.avslutad is None]),
            avslutade=describe_gang([g for g in gangar if g.avslutad is not None]),
            kan_startas=[
                self._startable(typ, pagar)
                for typ in gangvag().typer().values()
                if typ.startas_for_hand
            ],
            **kwargs,
        )

    def _startable(self, typ: Flodestyp, pagar: set[str]) -> dict[str, Any]:
        """A kind with everything that hinders it, so that nobody finds out by trying."""
        graf = graf_of(typ)  # type: ignore[arg-type]
        hinder = list(typ.hindras_av(self.arende))
        if typ.en_i_taget and typ.kod in pagar:
            hinder.append("En sådan pågår redan.")
        if not (tillatet := typ.may_start(self.user, self.arende)):
            hinder.append(tillatet.reason)
        return {"graf": graf, "hinder": hinder}


class StartaArbetsgangView(ArendeFormView):
    gate = Gate(Verb.ARBETSGANG_LIST, HANDLAGGANDE)
    flik = "gangar"
    template_name = "insatser/starta_arbetsgang.html"
    form_class = StartForm
    autosave = False
    submit = "Starta"
    klart = "Arbetsgången är startad."

    def prepare(self) -> None:
        typ = gangvag().typer().get(self.kwargs["flode"])
        if typ is None or not typ.startas_for_hand:
            raise Http404
        self.typ = typ
        self.graf = graf_of(typ)  # type: ignore[arg-type]
        self.rubrik = f"Starta {self.graf.namn.lower()}"  # type: ignore[misc]

    def may(self) -> Decision:
        return self.typ.may_start(self.user, self.arende)

    def get_form_kwargs(self) -> dict[str, Any]:
        idag = timezone.localdate()
        slag = {nod.frist for nod in self.graf.steg() if nod.frist}
        med_dag = any(
            frister.fristslag(ett, idag).budget == frister.DAG_SATT_AV_ANNAN for ett in slag
        )
        return super().get_form_kwargs() | {"med_dag": med_dag}

    def get_initial(self) -> dict[str, Any]:
        return {"ankare": timezone.localtime().replace(second=0, microsecond=0)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(graf=self.graf, **kwargs) | {
            "avbryt_url": reverse("insatser:arbetsgangar", args=[self.arende.pk])
        }

    def perform(self, data: dict[str, Any]) -> None:
        self.gang = start_arbetsgang(
            arende=self.arende, flode=self.typ.kod, actor=self.user, **data
        )

    def get_success_url(self) -> str:
        return reverse("insatser:arbetsgang", args=[self.arende.pk, self.gang.pk])


class ArbetsgangView(ArendeView):
    """One arbetsgång: where it stands, what each step asked and was answered, what comes next."""

    gate = Gate(Verb.ARBETSGANG_READ, HANDLAGGANDE)
    flik = "gangar"
    template_name = "insatser/arbetsgang.html"

    def prepare(self) -> None:
        self.gang = get_object_or_404(
            Arbetsgang.objects.select_related("startad_av"),
            arende=self.arende,
            pk=self.kwargs["gang"],
        )
        self.gang.arende = self.arende

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        graf = gangvag().graf(self.gang)
        utfall = list(self.gang.utfall.in_force().select_related("gjort_av", "part__organisation"))
        oppna = open_steps(self.gang, self.user)
        running = Frist.objects.filter(arende=self.arende, kalla=self.gang.pk).running()
        return super().get_context_data(**kwargs) | {
            "gang": self.gang,
            "graf": graf,
            "oppna": oppna,
            "steg": steps_of(graf, utfall, {rad["namn"] for rad in oppna}),
            "frister": [as_view(frist) for frist in running],
            "slut": graf.noder[self.gang.slut].titel if self.gang.slut else "",
            "har_avslagsbeslut": self.gang.flode == "utlamnande"
            and any(rad.steg == "besluta" and rad.utfall == "star_fast" for rad in utfall),
            "har_yttrande": any(rad.steg == "godkann" and rad.utfall == "godkant" for rad in utfall)
            and self.gang.flode == "lul_yttrande",
            "bild": picture(
                graf,
                klara={rad.steg for rad in utfall},
                oppna={rad["namn"] for rad in oppna},
            ),
        }


class StegView(ArendeFormView):
    """The page of any step: who, what the law asks, what is missing, what comes next."""

    gate = Gate(Verb.ARBETSGANG_READ, HANDLAGGANDE)
    flik = "gangar"
    template_name = "insatser/arbetsgangssteg.html"
    formular = "arbetsgang"
    klart = "Steget är klart."

    def prepare(self) -> None:
        self.gang = get_object_or_404(Arbetsgang, arende=self.arende, pk=self.kwargs["gang"])
        self.gang.arende = self.arende
        self.graf = gangvag().graf(self.gang)
        nod = self.graf.noder.get(self.kwargs["steg"])
        if nod is None or not nod.is_steg:
            raise Http404
        self.nod = nod
        self.part = _uuid(self.request.GET.get("part"))
        self.rubrik = nod.titel  # type: ignore[misc]
        self.submit = "Klart" if not nod.falt and not nod.utfall else "Spara och gå vidare"  # type: ignore[misc]

    def may(self) -> Decision:
        try:
            node, task = gangvag().find(self.gang, self.nod.namn, part=self.part)
        except PermissionDenied as nekad:
            return deny(str(nekad))
        self.node = node
        return node.allows(self.user, task)

    @property
    def objekt_id(self) -> Any:
        """One draft for each step, party and arbetsgång."""
        return uuid5(self.gang.pk, f"{self.nod.namn} {self.part or ''}")

    def get_form_class(self) -> type[forms.Form]:
        return form_of(replace(self.nod, falt=with_choices(self.nod.falt, self.gang)))

    @cached_property
    def missing(self) -> list[str]:
        node, _ = gangvag().find(self.gang, self.nod.namn, part=self.part)
        return [text for krav in node.krav for text in krav(self.gang)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frist = (
            Frist.objects.filter(arende=self.arende, kalla=self.gang.pk, slag=self.nod.frist)
            .running()
            .first()
        )
        return super().get_context_data(
            gang=self.gang,
            graf=self.graf,
            nod=self.nod,
            saknas=self.missing if self.request.method == "GET" else [],
            frist=as_view(frist) if frist else None,
            sedan=self.graf.next_steps(self.nod.namn),
            **kwargs,
        ) | {"avbryt_url": self.get_success_url()}

    def perform(self, data: dict[str, Any]) -> None:
        complete_steg(
            gang=self.gang,
            steg=self.nod.namn,
            utfall=data.get("utfall", ""),
            svar=as_svar(data),
            part=self.part,
            actor=self.user,
        )

    def get_success_url(self) -> str:
        return reverse("insatser:arbetsgang", args=[self.arende.pk, self.gang.pk])


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as fel:
        raise Http404 from fel
