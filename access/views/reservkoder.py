"""The recovery codes: made, shown once, printed or saved by their owner."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from access.gate import Gate
from access.inloggning import reservkoder
from access.request import InloggadVy
from audit.verb import Verb


@method_decorator(never_cache, name="dispatch")
class ReservkoderView(InloggadVy, TemplateView):
    """Ask before the old codes stop working; then show the new ones, this once."""

    gate = Gate(Verb.SESSION_LIST, steg_upp=True)
    template_name = "access/bekrafta.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kvar = reservkoder.left(self.user)
        foljder = [
            f"Du får {reservkoder.ANTAL} koder som fungerar en gång var.",
            "De visas bara nu. Skriv ut dem och förvara dem där bara du kommer åt dem.",
        ]
        if kvar is not None:
            foljder.append("Dina gamla reservkoder slutar gälla.")
        return super().get_context_data(
            rubrik="Ta fram reservkoder",
            text="Med en reservkod kan du logga in när du inte har telefonen.",
            foljder=foljder,
            knapp="Ta fram koder",
            avbryt_url=reverse("access:min_inloggning"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        koder = reservkoder.make(actor=self.user)
        self.template_name = "access/reservkoder.html"
        return self.render_to_response({"koder": koder})
