"""The handlingar of an ärende: list, add, fetch, mark as wrongly filed."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.generic import View

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.actions import handlingar
from arenden.forms.handlingar import FelinfordForm, HandlingForm
from arenden.models import Handling
from arenden.policy import may_mark_felinford, may_read_file, may_work
from arenden.rules.filslag import LARGEST
from arenden.views.bas import ArbetsFormView, ArendeSida, ArendeView
from audit.verb import Verb
from encryption.errors import SealError

HANDLAGGANDE = Roll.handlaggande()
PER_SIDA = 50
KOLUMNER = ("Rubrik", "Vad", "Kom in", "Från", "Fil", "Tillagd", "Rätta")


class HandlingSida:
    flik = "handlingar"

    def get_success_url(self) -> str:
        return reverse("arenden:handlingar", args=[self.arende.pk])  # type: ignore[attr-defined]


class HandlingarView(ArendeView):
    """Every handling, the latest received first; what is wrongly filed stays in its place."""

    gate = Gate(Verb.HANDLING_LIST, HANDLAGGANDE)
    flik = "handlingar"
    template_name = "arenden/handlingar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alla = Handling.objects.filter(arende=self.arende).select_related(
            "arende", "tillagd_av", "felinford_av"
        )
        kan_andra = may_work(self.user, self.arende)
        sida = Paginator(alla, PER_SIDA).get_page(self.request.GET.get("sida"))
        rader = [
            {
                "handling": handling,
                "kan_lasa": may_read_file(self.user, handling),
                "kan_rattas": kan_andra and handling.felinford is None,
            }
            for handling in sida
        ]
        return super().get_context_data(
            sida=sida,
            rader=rader,
            kan_andra=kan_andra,
            kolumner=[{"namn": namn} for namn in KOLUMNER],
            **kwargs,
        )


class NyHandlingView(HandlingSida, ArbetsFormView):
    gate = Gate(Verb.HANDLING_LIST, HANDLAGGANDE)
    rubrik = "Lägg till en handling"
    form_class = HandlingForm
    template_name = "arenden/handling_ny.html"
    formular = "handling"
    tar_emot_filer = LARGEST
    submit = "Lägg till"
    klart = "Handlingen är tillagd."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"arende": self.arende, "user": self.user}

    def perform(self, data: dict[str, Any]) -> None:
        handlingar.add_handling(arende=self.arende, actor=self.user, **data)


class EnHandling(ArendeSida):
    """About one handling of the ärende; another's is absent."""

    handling: Handling

    def prepare(self) -> None:
        self.handling = get_object_or_404(
            Handling.objects.select_related("arende"),
            arende=self.arende,
            pk=self.kwargs["handling"],
        )


class HamtaHandlingView(EnHandling, View):
    """Hand out the file, always to be saved and never to be shown in our pages' name.

    The file is verified and the reading logged before the response exists; the bytes leave when the
    middleware has committed.
    """

    gate = Gate(Verb.HANDLING_READ, HANDLAGGANDE, export=True)
    flik = "handlingar"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            fil = handlingar.open_handling(self.handling, actor=self.user)
        except SealError:
            return self.say_it_is_broken()
        return StreamingHttpResponse(
            fil,
            content_type=self.handling.mime,
            headers={
                "Content-Disposition": content_disposition_header(
                    as_attachment=True, filename=self.handling.download_name
                ),
                "Content-Length": str(fil.size),
                "Content-Security-Policy": "default-src 'none'; sandbox",
                "X-Content-Type-Options": "nosniff",
            },
        )

    def say_it_is_broken(self) -> HttpResponse:
        """Answered as a conflict, since an error page would roll the log entry back."""
        context = self.get_context_data(handling=self.handling)
        return render(self.request, "arenden/handling_trasig.html", context, status=409)


class FelinfordView(HandlingSida, EnHandling, ArbetsFormView):
    gate = Gate(Verb.HANDLING_LIST, HANDLAGGANDE)
    rubrik = "Markera som felinförd"
    form_class = FelinfordForm
    template_name = "arenden/handling_felinford.html"
    autosave = False
    submit = "Markera som felinförd"
    klart = "Handlingen är markerad som felinförd."

    def prepare(self) -> None:
        super().prepare()
        self.objekt = self.handling

    def may(self) -> Decision:
        return may_mark_felinford(self.user, self.handling)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(handling=self.handling, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        handlingar.mark_felinford(
            handling=self.handling, version=self.version or 0, actor=self.user, **data
        )
