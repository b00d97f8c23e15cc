"""Requests for extracts: all that are open, those of one akt, one of them, and a new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from access.behorighet import PA_PLATS
from access.gate import Gate, gate
from access.policy import Decision
from access.request import AuthedRequest
from arenden.models import Arende, Handling
from arenden.views.bas import ArendeFormView, ArendeView
from audit.verb import Verb
from granskning import policy
from granskning.actions.utdrag.begaran import extend_utdrag, fraga_of, request_utdrag
from granskning.actions.utdrag.framtagning import items_of
from granskning.forms.utdrag import BegaranForm, ForlangForm
from granskning.models import Utdrag, Utdragspost
from granskning.rules.avsnitt import all_avsnitt
from granskning.rules.utdrag import Slag, rad_for_begaran
from granskning.views.utdrag.bas import LASA, UtdragFormView, UtdragSida

LISTA = Gate(Verb.UTDRAG_LIST, PA_PLATS)
PER_SIDA = 50
KOLUMNER = ("Ärende", "Vad", "Kom in", "Svar senast", "Läge")


@gate(Verb.UTDRAG_LIST, roller=PA_PLATS)
def oppna(request: AuthedRequest) -> HttpResponse:
    """Every request that waits for an answer, the one due first on top; never who asked."""
    alla = Utdrag.objects.visible_to(request.user).open().order_by("senast", "id")
    sida = Paginator(alla, PER_SIDA).get_page(request.GET.get("sida"))
    utdragen = list(sida)
    arenden = _newest_arenden(utdragen)
    idag = timezone.localdate()
    context = {
        "sida": sida,
        "rader": [
            {"utdrag": ett, "arende": arenden.get(ett.akt_id), "is_sen": ett.is_late(idag)}
            for ett in utdragen
        ],
        "kolumner": [{"namn": namn} for namn in KOLUMNER],
    }
    return render(request, "granskning/utdrag/oppna.html", context)


def _newest_arenden(utdragen: Iterable[Utdrag]) -> dict[Any, Arende]:
    akter = {ett.akt_id for ett in utdragen}
    return {a.akt_id: a for a in Arende.objects.filter(akt__in=akter).order_by("oppnat", "id")}


class UtdragLista(ArendeView):
    """The requests about one akt, whatever ärende they are reached through."""

    gate = LISTA
    template_name = "granskning/utdrag/lista.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        idag = timezone.localdate()
        alla = Utdrag.objects.visible_to(self.user).filter(akt=self.arende.akt_id)
        return super().get_context_data(
            rader=[
                {"utdrag": ett, "arende": self.arende, "is_sen": ett.is_late(idag)} for ett in alla
            ],
            kolumner=[{"namn": namn} for namn in KOLUMNER[1:]],
            may_ask=policy.may_ask_utdrag(self.user, self.arende.akt_id),
            **kwargs,
        )


class NyttUtdragView(ArendeFormView):
    gate = LISTA
    form_class = BegaranForm
    template_name = "granskning/utdrag/nytt.html"
    formular = "utdrag"
    rubrik = "Ny begäran om utdrag"
    submit = "Registrera begäran"
    klart = "Begäran är registrerad."

    def may(self) -> Decision:
        return policy.may_ask_utdrag(self.user, self.arende.akt_id)

    def perform(self, data: dict[str, Any]) -> None:
        self.utdrag = request_utdrag(arende=self.arende, actor=self.user, **data)

    def get_success_url(self) -> str:
        return reverse("granskning:utdrag", args=[self.arende.pk, self.utdrag.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tillbaka = reverse("granskning:utdrag_lista", args=[self.arende.pk])
        return super().get_context_data(**kwargs) | {"avbryt_url": tillbaka}


class UtdragView(UtdragSida, ArendeView):
    """One request: whose, due when, how far it has come, and what can be done now."""

    gate = LASA
    template_name = "granskning/utdrag/utdrag.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        utdrag = self.utdrag
        poster = list(items_of(utdrag))
        return super().get_context_data(
            delar=_parts(poster),
            kvar=sum(post.provad is None for post in poster),
            rad=rad_for_begaran(fraga_of(utdrag)),
            is_sen=utdrag.is_late(timezone.localdate()),
            handlingar=_files(utdrag, poster) if utdrag.lamnad else [],
            may_prepare=policy.may_prepare_utdrag(self.user, utdrag),
            may_try=policy.may_try_utdrag(self.user, utdrag),
            may_take_back=policy.may_take_back_utdrag(self.user, utdrag),
            may_release=policy.may_release_utdrag(self.user, utdrag),
            may_refuse=policy.may_refuse_utdrag(self.user, utdrag),
            may_fetch=policy.may_fetch_utdrag(self.user, utdrag),
            may_deliver=policy.may_deliver_utdrag(self.user, utdrag),
            **kwargs,
        )


def _parts(poster: list[Utdragspost]) -> list[dict[str, Any]]:
    """Each part of the extract with how many items it has, and how many are weighed and masked."""
    delar = []
    for kod, avsnitt in all_avsnitt().items():
        egna = [post for post in poster if post.avsnitt == kod]
        if egna:
            delar.append(
                {
                    "avsnitt": avsnitt,
                    "antal": len(egna),
                    "kvar": sum(post.provad is None for post in egna),
                    "maskade": sum(post.utfall != Utdragspost.Utfall.LAMNAS for post in egna),
                }
            )
    return delar


def _files(utdrag: Utdrag, poster: list[Utdragspost]) -> list[Handling]:
    """The files of handlingar that are given out whole with a register extract."""
    if utdrag.slag != Slag.REGISTERUTDRAG:
        return []
    lamnade = {
        post.kalla.split(":")[1]
        for post in poster
        if post.avsnitt == "handling" and post.utfall == Utdragspost.Utfall.LAMNAS
    } - {
        post.kalla.split(":")[1]
        for post in poster
        if post.avsnitt == "handling" and post.utfall != Utdragspost.Utfall.LAMNAS
    }
    return list(Handling.objects.filter(pk__in=lamnade, felinford=None))


class ForlangView(UtdragFormView):
    form_class = ForlangForm
    rubrik = "Förläng tiden för svar"
    submit = "Förläng med två månader"
    klart = "Tiden är förlängd. Skriv till personen och tala om varför."

    def may(self) -> Decision:
        return policy.may_prepare_utdrag(self.user, self.utdrag)

    def perform(self, data: dict[str, Any]) -> None:
        extend_utdrag(utdrag=self.utdrag, actor=self.user, **data)
