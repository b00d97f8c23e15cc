"""Many cases given to one handläggare at once: choose, look at what would happen, do, undo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from access.behorighet import staff_led_by
from access.gate import Gate
from access.middleware import note_read
from access.models import Anvandare, Roll
from access.request import InloggadVy
from arenden.models import Arende
from arenden.models.arende import ArendeQuerySet
from arenden.views.bas import redirect
from audit.verb import Verb
from insatser.actions.fordelning import MOST, distribute, preview, undo_distribution
from insatser.models import Fordelning
from insatser.policy import may_undo_distribution

GATE = Gate(Verb.ARENDE_DISTRIBUTE, Roll.ledande())


class FordelaForm(forms.Form):
    """Who gets them; each name with how many ongoing cases the person has, in no other order."""

    till = forms.ModelChoiceField(label="Handläggare", queryset=Anvandare.objects.none())

    def __init__(self, *args: Any, ledare: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        falt = self.fields["till"]
        falt.queryset = _with_load(ledare)  # type: ignore[attr-defined]
        falt.label_from_instance = lambda en: f"{en} ({en.pagaende} pågående)"  # type: ignore[attr-defined]


def _with_load(ledare: Anvandare) -> Any:
    pagaende = Count("arenden", filter=Q(arenden__avslutat=None), distinct=True)
    ledda = Anvandare.objects.filter(pk__in=staff_led_by(ledare).values("pk"))
    return ledda.annotate(pagaende=pagaende).order_by("namn")


class FordelaView(InloggadVy, TemplateView):
    """The ongoing cases of one's units, to tick; a post shows what would happen, then does it."""

    gate = GATE
    template_name = "insatser/fordela.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alla = self.request.GET.get("flik") == "alla"
        arenden = self.arenden() if alla else self.arenden().filter(handlaggare=None)
        sida = Paginator(arenden.order_by("narmaste_frist", "id"), MOST).get_page(
            self.request.GET.get("sida")
        )
        flikar = (("", "Otilldelade", not alla), ("alla", "Alla pågående", alla))
        return super().get_context_data(**kwargs) | {
            "form": kwargs.get("form") or FordelaForm(ledare=self.user),
            "sida": sida,
            "flikar": [
                {"namn": namn, "url": f"?flik={kod}", "aktiv": vald} for kod, namn, vald in flikar
            ],
        }

    def arenden(self) -> ArendeQuerySet:
        return Arende.objects.visible_to(self.user).ongoing().for_list()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FordelaForm(request.POST, ledare=self.user)
        valda = list(self.arenden().filter(pk__in=_ids(request.POST.getlist("arende"))[:MOST]))
        if not form.is_valid() or not valda:
            if form.is_valid():
                form.add_error(None, "Kryssa för minst ett ärende.")
            return self.render_to_response(self.get_context_data(form=form), status=422)
        till = form.cleaned_data["till"]
        for arende in valda:
            note_read(arende.akt_id)
        if request.POST.get("gor") == "fordela":
            omgang, rader = distribute(valda, till=till, actor=self.user)
            for rad in rader:
                if rad.hinder:
                    messages.warning(request, f"{rad.arende}: {rad.hinder}")
            if all(rad.hinder for rad in rader):
                return redirect(reverse("insatser:fordela"))
            return redirect(reverse("insatser:fordelning", args=[omgang]))
        return render(
            request,
            "insatser/fordela_granska.html",
            {"till": till, "rader": preview(valda, till, actor=self.user)},
        )


class FordelningView(InloggadVy, View):
    """What came of one round, and the button that takes it back."""

    gate = GATE

    def rader(self, omgang: UUID) -> list[Fordelning]:
        rader = Fordelning.objects.visible_to(self.user).filter(omgang=omgang, av=self.user)
        return list(rader.select_related("arende", "till", "fore"))

    def get(self, request: HttpRequest, omgang: UUID) -> HttpResponse:
        rader = self.rader(omgang)
        if not rader:
            get_object_or_404(Fordelning.objects.none())
        kan_angra = may_undo_distribution(self.user, rader, timezone.now())
        return render(request, "insatser/fordelning.html", {"rader": rader, "kan_angra": kan_angra})

    def post(self, request: HttpRequest, omgang: UUID) -> HttpResponse:
        try:
            rader = undo_distribution(omgang=omgang, actor=self.user)
        except PermissionDenied as nekad:
            messages.error(request, str(nekad))
            return redirect(reverse("insatser:fordela"))
        for rad in rader:
            if rad.hinder:
                messages.warning(request, f"{rad.arende}: {rad.hinder}")
        messages.success(request, "Fördelningen är ångrad.")
        return redirect(reverse("insatser:fordela"))


def _ids(texter: list[str]) -> list[UUID]:
    """The ids among what was posted; anything else is none."""
    ids = []
    for text in texter:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids
