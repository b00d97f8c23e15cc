"""The copies that go out to whoever has asked: struck, seen as they will be, kept, on paper."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.behorighet import PA_PLATS
from access.gate import Gate
from access.models import Roll
from access.policy import Decision, deny
from arenden.rules.innehall import Innehall
from arenden.views.bas import ArendeFormView
from arenden.views.dokument import DokumentPdf
from audit.verb import Verb
from insatser import policy
from insatser.actions.utlamnandekopia import (
    freeze_kopior,
    hinder_for_kopior,
    redo_kopior,
    seen,
    strike_post,
)
from insatser.dokument.utlamnandekopia import (
    Lamnas,
    given_items,
    given_texts,
    kopior_innehall,
    repeated_words,
    secrets_of,
)
from insatser.forms.utlamnande import HelForm, LasForm, StrykningForm
from insatser.models import Arbetsgang, Utlamnandekopia
from insatser.views.dokument import GangDokument

HANDLAGGANDE = Roll.handlaggande()


class KopiorSida(ArendeFormView):
    """A form about the copies of one request."""

    gate = Gate(Verb.UTLAMNANDE_READ_COPY, HANDLAGGANDE)
    flik = "gangar"

    def prepare(self) -> None:
        self.gang = get_object_or_404(
            Arbetsgang, arende=self.arende, flode="utlamnande", pk=self.kwargs["gang"]
        )
        self.gang.arende = self.arende

    def may(self) -> Decision:
        return policy.may_make_kopior(self.user, self.gang)

    @cached_property
    def items(self) -> list[Lamnas]:
        return given_items(self.gang)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        har = {"gang": self.gang, "avbryt_url": self.get_success_url()}
        return super().get_context_data(**kwargs) | har

    def get_success_url(self) -> str:
        return reverse("insatser:utlamnandekopior", args=[self.arende.pk, self.gang.pk])


class KopiorView(KopiorSida):
    """What is left to go through, and beneath it just what the receiver will read."""

    rubrik = "Kopior att lämna ut"
    form_class = LasForm
    template_name = "insatser/utlamnandekopior.html"
    autosave = False
    submit = "Lås kopiorna"
    klart = "Kopiorna är låsta. Ta ut dem som PDF och lämna dem."

    def may(self) -> Decision:
        """Whoever reaches the ärende reads them; to freeze is asked by the action."""
        return policy.GRANTED

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"avtryck": seen(self.gang)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texter = [item for item in self.items if item.del_]
        lasta = bool(texter) and all(item.is_fryst for item in texter)
        return super().get_context_data(**kwargs) | {
            "items": self.items,
            "lasta": lasta,
            "hinder": [] if lasta else list(hinder_for_kopior(self.gang)),
            "kan_andra": policy.may_make_kopior(self.user, self.gang),
            "upprepade": repeated_words(self.items),
            "har_texter": bool(texter),
            "innehall": kopior_innehall(self.gang),
        }

    def perform(self, data: dict[str, Any]) -> None:
        freeze_kopior(gang=self.gang, visat=data["visat"], actor=self.user)


class StrykningView(KopiorSida):
    """What is struck in one item; of one that is given whole, what may show all the same."""

    objekt: Utlamnandekopia | None

    rubrik = "Stryk i handlingen"
    template_name = "insatser/strykning.html"
    formular = "strykning"
    submit = "Spara och se som mottagaren"
    klart = "Sparat. Så här ser mottagaren handlingen."

    def prepare(self) -> None:
        super().prepare()
        for item in self.items:
            if item.post.pk == self.kwargs["post"] and item.del_ is not None:
                self.item, self.objekt, self.del_ = item, item.kopia, item.del_
                self.hemligheter = secrets_of(self.gang, [item.post.rubrik, item.text])
                return
        raise Http404

    @property
    def objekt_id(self) -> Any:
        return self.item.post.pk

    def may(self) -> Decision:
        if self.item.is_fryst:
            return deny("Kopian är låst. Gör om kopiorna om något ska ändras.")
        return super().may()

    def get_form_class(self) -> type[StrykningForm] | type[HelForm]:
        return HelForm if self.item.is_helt else StrykningForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"delar": [self.del_], "hemligheter": self.hemligheter}

    def get_initial(self) -> dict[str, Any]:
        """What was struck the last time; the provision of the judgement to begin with."""
        val = (self.objekt.strykning if self.objekt else None) or {}
        foreslagna = {ett.text for ett in self.hemligheter if not ett.alltid}
        alltid = {ett.text for ett in self.hemligheter if ett.alltid}
        egna = [ett for ett in val.get("ord", {}) if ett not in foreslagna | alltid]
        return {
            "lagrum": val.get("lagrum") or self.item.post.lagrum,
            "meningar-0": list(val.get("meningar", {})),
            "forslag": [ett for ett in val.get("ord", {}) if ett in foreslagna],
            "ord": "\n".join(egna),
            "visade": val.get("visade", []),
            "skal": self.objekt.skal_att_visa if self.objekt else "",
        } | self.utkast_initial()

    def checkboxes(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(item=self.item, del_=self.del_, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        form = self.get_form()
        form.is_valid()
        strike_post(
            post=self.item.post,
            version=self.version,
            sedd=data["sedd-0"],
            lagrum=data.get("lagrum", ""),
            meningar=form.meningar.get(self.del_.nyckel, []),
            ord_=form.ord,
            visade=data.get("visade", []),
            skal=data.get("skal", ""),
            actor=self.user,
        )


class GorOmKopiorView(KopiorSida):
    rubrik = "Gör om kopiorna"
    form_class = Form
    template_name = "insatser/gor_om_utlamnandekopior.html"
    autosave = False
    submit = "Öppna kopiorna igen"
    klart = "Kopiorna är öppna. Strykningarna finns kvar."

    def perform(self, data: dict[str, Any]) -> None:
        redo_kopior(gang=self.gang, actor=self.user)


class KopiorPdf(GangDokument, DokumentPdf):
    """All the copies on one paper; there is none until they are frozen."""

    gate = Gate(Verb.UTLAMNANDE_READ_COPY_PDF, PA_PLATS, steg_upp=True, export=True)
    flode = "utlamnande"
    namn = "utlamnande"

    def compose(self) -> Innehall | None:
        texter = given_texts(self.gang)
        if not texter or not all(item.is_fryst for item in texter):
            return None
        return kopior_innehall(self.gang)
