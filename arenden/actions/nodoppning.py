"""Break-glass from a number: find the one akt it leads to, and let the emergency open it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions.nodoppning import Funnen, request_nodoppning
from access.behorighet import nodoppning_namnder
from access.models import Anvandare, Enhet, Namnd, Nodoppning
from arenden.models import Personakt
from arenden.models.uppslag import enhet_of, find_akt_by_arende, find_akt_id, is_protected
from arenden.rules.identitet import OgiltigtNummer, parse_nummer
from audit.action import action


@action
def break_glass(*, nummer: str, orsak: str, text: str, actor: Anvandare) -> Nodoppning:
    """Ask for the akt that an identity number or ärendenummer leads to, in one's own nämnder.

    The same questions are put to the database whether there is an akt or not.
    """
    akt_id = _by_identity(nummer, actor)
    if akt_id is None:
        akt_id = find_akt_by_arende(nummer.strip().upper())
    is_skyddad = is_protected(akt_id)
    enhet = Enhet.objects.select_related("namnd").filter(pk__in=[enhet_of(akt_id)]).first()
    if Personakt.objects.visible_to(actor).filter(pk__in=[akt_id]).exists():
        raise ValidationError({"nummer": "Du har redan tillträde till akten. Sök upp ärendet."})
    funnen = Funnen(akt_id, enhet, is_skyddad) if akt_id and enhet else None
    return request_nodoppning(funnen=funnen, orsak=orsak, text=text, actor=actor)


def _by_identity(nummer: str, actor: Anvandare) -> UUID | None:
    try:
        siffror = parse_nummer(nummer, idag=timezone.localdate()).siffror
    except OgiltigtNummer:
        return None
    namnder = Namnd.objects.filter(pk__in=nodoppning_namnder(actor))
    funna = [find_akt_id(namnd, siffror) for namnd in namnder]
    return next((akt_id for akt_id in funna if akt_id is not None), None)
