"""The journal of an ärende: read, write, sign, add beside."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.actions import journal
from arenden.actions.handlingar import add_handling
from arenden.forms.handlingar import NyAnteckningForm
from arenden.forms.journal import AnteckningForm, TillaggForm
from arenden.models import Handling, Journalanteckning, Textmall
from arenden.policy import may_note, may_sign
from arenden.rules.filslag import LARGEST
from arenden.views.bas import ArendeFormView, ArendeView
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()
PER_SIDA = 20


class JournalSida:
    flik = "journal"

    def get_success_url(self) -> str:
        return reverse("arenden:journal", args=[self.arende.pk])  # type: ignore[attr-defined]


class JournalView(ArendeView):
    """Signed notes of everyone and one's own working notes, newest first."""

    gate = Gate(Verb.JOURNAL_READ, HANDLAGGANDE)
    flik = "journal"
    template_name = "arenden/journal.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        anteckningar = (
            Journalanteckning.objects.originals(self.user).filter(arende=self.arende).with_tillagg()
        )
        sida = Paginator(anteckningar, PER_SIDA).get_page(self.request.GET.get("sida"))
        kan_skriva = may_note(self.user, self.arende)
        return super().get_context_data(sida=sida, kan_skriva=kan_skriva, **kwargs)


class EgenAnteckningView(JournalSida, ArendeFormView):
    """A form about a note of one's own; another's is absent."""

    objekt: Journalanteckning

    def prepare(self) -> None:
        self.objekt = get_object_or_404(
            Journalanteckning.objects.select_related("arende"),
            arende=self.arende,
            forfattare=self.user,
            roll=Journalanteckning.Roll.ORIGINAL,
            pk=self.kwargs["anteckning"],
        )

    def may(self) -> Decision:
        return may_sign(self.user, self.objekt)


class SkrivView(JournalSida, ArendeFormView):
    """A form that writes in the journal."""

    def may(self) -> Decision:
        return may_note(self.user, self.arende)


class NyAnteckningView(SkrivView):
    gate = Gate(Verb.JOURNAL_READ, HANDLAGGANDE)
    rubrik = "Ny anteckning"
    form_class = NyAnteckningForm
    tar_emot_filer = LARGEST
    template_name = "arenden/ny_anteckning.html"
    formular = "anteckning"
    submit = "Spara arbetsanteckning"
    klart = "Anteckningen är sparad. Signera den när den är klar."

    def get_initial(self) -> dict[str, Any]:
        """A chosen template fills the kind and the text, unless something is typed already."""
        given = super().get_initial()
        if self.mall is None or given.get("text"):
            return given
        return given | {"slag": self.mall.slag, "text": self.mall.stod}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mallar=self.mallar, mall=self.mall, **kwargs)

    @cached_property
    def mallar(self) -> list[Textmall]:
        return list(Textmall.objects.current())

    @property
    def mall(self) -> Textmall | None:
        vald = self.request.GET.get("mall")
        return next((mall for mall in self.mallar if str(mall.pk) == vald), None)

    def perform(self, data: dict[str, Any]) -> None:
        fil = data.pop("fil")
        anteckning = journal.write_anteckning(arende=self.arende, actor=self.user, **data)
        if fil:
            add_handling(
                arende=self.arende,
                fil=fil,
                titel="",
                slag=Handling.Slag.OVRIGT,
                inkom=timezone.localdate(anteckning.nar),
                anteckning=anteckning,
                actor=self.user,
            )


class AndraAnteckningView(EgenAnteckningView):
    gate = Gate(Verb.JOURNAL_READ, HANDLAGGANDE)
    rubrik = "Ändra anteckningen"
    form_class = AnteckningForm
    template_name = "arenden/anteckning.html"
    formular = "anteckning_andra"
    submit = "Spara arbetsanteckning"
    klart = "Anteckningen är sparad."

    def perform(self, data: dict[str, Any]) -> None:
        journal.change_anteckning(
            anteckning=self.objekt,
            version=self.version or 0,
            actor=self.user,
            **data,
        )


class SigneraView(EgenAnteckningView):
    """The note as it will stand for ever, and the button that makes it so."""

    gate = Gate(Verb.JOURNAL_READ, HANDLAGGANDE)
    rubrik = "Signera anteckningen"
    template_name = "arenden/signera.html"
    autosave = False
    submit = "Signera och lås"
    klart = "Anteckningen är signerad och låst."

    def get_form_class(self) -> Any:
        return Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(anteckning=self.objekt, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        journal.sign_anteckning(
            anteckning=self.objekt,
            version=self.version or 0,
            actor=self.user,
        )


class TillaggView(SkrivView):
    gate = Gate(Verb.JOURNAL_READ, HANDLAGGANDE)
    rubrik = "Rätta eller lägg till"
    form_class = TillaggForm
    template_name = "arenden/tillagg.html"
    formular = "tillagg"
    submit = "Signera tillägget"
    klart = "Tillägget står nu bredvid anteckningen."

    def prepare(self) -> None:
        self.anteckning = get_object_or_404(
            Journalanteckning.objects.exclude(signerad=None),
            arende=self.arende,
            roll=Journalanteckning.Roll.ORIGINAL,
            pk=self.kwargs["anteckning"],
        )

    @property
    def objekt_id(self) -> Any:
        return self.anteckning.pk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(anteckning=self.anteckning, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        journal.add_tillagg(anteckning=self.anteckning, actor=self.user, **data)
