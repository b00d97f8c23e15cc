"""What the change of handläggare does: nothing is left unsaid, and the case gets its new one."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError

from access.models import Anvandare, Enhet, Roll
from arenden.actions.tilldelning import assign_arende
from arenden.models import Arende
from insatser.models import Arbetsgang, Stegutfall
from insatser.models.valbart import chosen, latest, oppet

ATERLAMNAS, BIFALLS = "aterlamnas", "bifalls"


def by_hand(actor: Anvandare | None) -> Anvandare:
    """The person who does it; the system does not decide about people."""
    if actor is None:
        raise PermissionDenied("Steget görs av en person.")
    return actor


def check_all_gone_through(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """Refuse to hand over while something open has not been ticked. Raises ValidationError."""
    valda = set(chosen(utfall, "oppet"))
    if kvar := [text for kod, text in oppet(gang) if kod not in valda]:
        raise ValidationError({"oppet": f"Gå igenom det här också: {'; '.join(kvar)}."})


def give_to_proposed(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """Assign the case to whoever was proposed, when the change is agreed to."""
    if utfall.utfall == BIFALLS:
        _assign(gang, chosen(latest(gang, "foresla"), "ny"), by_hand(actor))


def give_to_another(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """Assign the case anew, after it was sent back."""
    _assign(gang, chosen(utfall, "ny"), by_hand(actor))


def _assign(gang: Arbetsgang, vem: list[str], actor: Anvandare) -> None:
    handlaggare = Anvandare.objects.get(pk=UUID(vem[0]))
    assign_arende(
        arende=gang.arende,
        handlaggare=handlaggare,
        enhet=unit_for(handlaggare, gang.arende),
        actor=actor,
    )
    gang.arende.refresh_from_db()


def unit_for(handlaggare: Anvandare, arende: Arende) -> Enhet:
    """The case stays in its unit when the new handläggare works there, else follows to theirs."""
    enheter = [
        uppdrag.enhet
        for uppdrag in handlaggare.uppdrag_nu
        if uppdrag.roll in Roll.handlaggande()
        and uppdrag.namnd_id == arende.namnd_id
        and uppdrag.enhet is not None
    ]
    if not enheter or arende.enhet in enheter:
        return arende.enhet
    return enheter[0]
