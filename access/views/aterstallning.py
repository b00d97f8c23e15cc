"""For the administrator: end somebody's sessions; help whoever has lost their second factor."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from access.inloggning import aterstallning, sessioner
from access.views.anvandare import BekraftaView
from access.views.svar import see_other


class LoggaUtView(BekraftaView):
    klart = "Personens alla inloggningar är avslutade."

    def perform(self) -> None:
        sessioner.end_for(anvandare=self.anvandare, actor=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik="Logga ut",
            text=self.anvandare.namn,
            foljder=[
                "Alla personens inloggningar avslutas genast.",
                "Utkast som är sparade finns kvar.",
            ],
            knapp="Logga ut personen",
            **kwargs,
        )


class BegarView(BekraftaView):
    klart = "Begäran är gjord. En annan administratör bekräftar den."

    def perform(self) -> None:
        aterstallning.request_reset(anvandare=self.anvandare, actor=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik="Begär återställning av inloggning",
            text=f"{self.anvandare.namn} har förlorat det som hon eller han loggar in med.",
            foljder=[
                "Kontrollera först vem personen är.",
                "Inget ändras förrän en annan administratör har bekräftat.",
                "Lösenordet ändras inte.",
            ],
            knapp="Begär återställning",
            **kwargs,
        )


class DraTillbakaView(BekraftaView):
    klart = "Begäran är tillbakadragen."

    def perform(self) -> None:
        aterstallning.withdraw_reset(anvandare=self.anvandare, actor=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik="Dra tillbaka begäran om återställning",
            text=self.anvandare.namn,
            knapp="Dra tillbaka",
            **kwargs,
        )


class BekraftaAterstallningView(BekraftaView):
    """Confirm, and show the start code this once."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik="Bekräfta återställning av inloggning",
            text=self.anvandare.namn,
            foljder=[
                "Appen, säkerhetsnycklarna och reservkoderna slutar fungera.",
                "Alla personens inloggningar avslutas genast.",
                "Du får en startkod att lämna personligen. Utan den går det inte att logga in.",
            ],
            knapp="Bekräfta återställningen",
            farlig=True,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                kod = aterstallning.confirm_reset(anvandare=self.anvandare, actor=self.user)
        except PermissionDenied as nekad:
            messages.error(request, str(nekad))
            return see_other(self.get_success_url())
        except ValidationError as fel:
            messages.error(request, " ".join(fel.messages))
            return see_other(self.get_success_url())
        self.template_name = "access/startkod.html"
        return self.render_to_response(super().get_context_data(startkod=kod))
