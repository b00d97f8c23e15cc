"""Security keys (WebAuthn): what this site asks of them. django-otp-webauthn does the rest."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django_otp import devices_for_user
from django_otp_webauthn.helpers import WebAuthnHelper
from django_otp_webauthn.models import WebAuthnCredential

from access.actions.aviseringar import tell_of_faktor
from access.models import Anvandare, Session
from audit import log
from audit.action import action
from audit.verb import Verb

NYCKEL = "säkerhetsnyckel"
LONGEST_NAME = 64


def relying_party(request: HttpRequest) -> str:
    """The host that keys are bound to: whatever host (out of ALLOWED_HOSTS) this is."""
    return request.get_host().rpartition(":")[0] or request.get_host()


class Ceremoni(WebAuthnHelper):
    """Keys are bound to this very address, and carry the name their owner gave them."""

    def get_allowed_origins(self) -> list[str]:
        return [self.request.build_absolute_uri("/").rstrip("/")]

    def get_credential_display_name(self, user: Anvandare) -> str:
        return user.namn

    def create_credential(
        self, user: Any, response: Any, parsed_credential: Any, original_data: dict[str, Any]
    ) -> WebAuthnCredential:
        nyckel = super().create_credential(user, response, parsed_credential, original_data)
        namn = str(original_data.get("namn") or "").strip()
        nyckel.name = namn[:LONGEST_NAME] or "Säkerhetsnyckel"
        return nyckel


def keys_of(anvandare: Anvandare) -> models.QuerySet[WebAuthnCredential]:
    """The keys a person may log in with."""
    egna: models.QuerySet[WebAuthnCredential] = WebAuthnCredential.objects.filter(
        user=anvandare, confirmed=True
    )
    return egna.order_by("created_at")


@action
def record_added(*, actor: Anvandare) -> None:
    """Log a new key."""
    log.record(actor=actor, verb=Verb.FAKTOR_ADD, objekt=actor, detalj=NYCKEL)
    tell_of_faktor(actor, "En säkerhetsnyckel är tillagd.", actor=actor)


@action
def remove(*, nyckel: WebAuthnCredential, actor: Anvandare) -> None:
    """Take a key away, unless it is the last thing to log in with; end all sessions it opened."""
    Anvandare.objects.select_for_update().get(pk=actor.pk)
    rest = [f for f in devices_for_user(actor) if (type(f), f.pk) != (type(nyckel), nyckel.pk)]
    if not any(f._meta.model_name != "kodblad" for f in rest):
        raise ValidationError(
            "Det är det enda du loggar in med. Lägg till något annat först, "
            "eller be en administratör om hjälp."
        )
    nyckel.delete()
    log.record(actor=actor, verb=Verb.FAKTOR_REMOVE, objekt=actor, detalj=NYCKEL)
    tell_of_faktor(actor, "En säkerhetsnyckel är borttagen.", actor=actor)
    actor.sessioner.filter(faktor=Session.Faktor.NYCKEL).end(Session.Slut.FAKTOR)
