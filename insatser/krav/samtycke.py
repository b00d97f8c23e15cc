"""That those who share have consent to it today, from those who give it at this age."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from insatser.krav.team import teamarende_of
from insatser.models import Arbetsgang
from insatser.rules.teamform import FORMER
from samverkansteam.models import Part, Samtycke
from samverkansteam.models.samtycke import SamtyckeQuerySet
from samverkansteam.rules import samtycke as rules


def samtycken_galler(gang: Arbetsgang) -> list[str]:
    """Every other party of the team has a consent alive today, given at the age of today.

    One that was given before the person came to 12, 15 or 18 was given by others than those who
    decide now, and is asked for again.
    """
    teamarende = teamarende_of(gang)
    if teamarende is None:
        return [
            "Ärendet hör inte längre till teamet. Utan team delas inget. Koppla ärendet på fliken"
            " Team, eller avsluta arbetet."
        ]
    grans = latest_gate(gang)
    skriftligt = FORMER[gang.flode].is_skriftligt
    brister = []
    for part in Part.objects.filter(team=teamarende.team_id).external():
        galler = list(_live(gang).filter(mottagare=part))
        if not galler:
            brister.append(f"Inget samtycke gäller i dag till {part}.")
        elif grans and all(samtycke.givet < grans[1] for samtycke in galler):
            brister.append(f"Samtycket till {part} är från före {grans[0]}-årsdagen.")
        elif hinder := _hinder_in_all(galler):
            brister.append(f"Samtycket till {part} räcker inte än. {' '.join(hinder)}")
        elif skriftligt and not any(s.form == Samtycke.Form.SKRIFTLIGT for s in galler):
            brister.append(f"Samtycket till {part} är inte skriftligt.")
    return [f"{brist} Registrera ett nytt på ärendets flik Team." for brist in brister]


def samtycken_aterkallade(gang: Arbetsgang) -> list[str]:
    """After a withdrawal nothing is left that could be shared on."""
    return [
        f"Samtycket till {mottagare} står kvar. Registrera på ärendets flik Team att det är"
        " återkallat."
        for mottagare in dict.fromkeys(str(samtycke.mottagare) for samtycke in _live(gang))
    ]


def _hinder_in_all(samtycken: list[Samtycke]) -> list[str]:
    """What is wrong with the best of several consents: nothing when one carries."""
    return min((samtycke.hinder() for samtycke in samtycken), key=len)


def latest_gate(gang: Arbetsgang) -> tuple[int, date] | None:
    return rules.latest_gate(gang.arende.akt.person.fodelsedatum, timezone.localdate())


def _live(gang: Arbetsgang) -> SamtyckeQuerySet:
    return (
        Samtycke.objects.live()
        .filter(akt=gang.akt_id, team=gang.amne_id)
        .select_related("mottagare__organisation", "akt__person")
        .prefetch_related("svar")
    )
