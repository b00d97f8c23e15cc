"""Consents that carry nothing any more, since an age was reached or custody changed.

The handläggare is told of each; one that has ended by itself ends for its party too.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, Q

from access.actions.aviseringar import notify
from access.models import Anvandare, Avisering
from access.regel import reaches_akt
from arenden.models import Personakt, Vardnadshavare
from audit.action import action
from samverkansteam.actions.upphort import end_if_over
from samverkansteam.models import Samtycke, Samtyckessvar, Teamarende
from samverkansteam.models.samtycke import SamtyckeQuerySet
from samverkansteam.rules.samtycke import OMPROVAS


def remind_of_resting(*, idag: date) -> int:
    """Tell of each consent that has come to rest, once for each reason; how many rest."""
    return sum(review(samtycke, actor=None) for samtycke in _candidates(idag))


def custody_changed(akt: Personakt, *, actor: Anvandare) -> None:
    """Look anew at every consent about a child whose custody has changed; in that transaction."""
    for samtycke in _read(Samtycke.objects.live().filter(akt=akt)):
        review(samtycke, actor=actor)


def review(samtycke: Samtycke, *, actor: Anvandare | None) -> bool:
    """Tell of a consent that carries nothing, and end it if it is over; whether it carries none."""
    vilar = tell_of_resting(samtycke=samtycke)
    end_if_over(samtycke=samtycke, actor=actor)
    return vilar


@action
def tell_of_resting(*, samtycke: Samtycke) -> bool:
    """Tell whoever handles the case if the consent carries nothing: sharing has stopped already."""
    hinder = samtycke.hinder()
    teamarende = (
        Teamarende.objects.in_force()
        .filter(akt=samtycke.akt_id, team=samtycke.team_id)
        .select_related("arende__handlaggare")
        .first()
    )
    if not hinder or teamarende is None:
        return False
    arende = teamarende.arende
    notify(
        _asked(samtycke, arende.handlaggare),
        Avisering.Slag.SAMTYCKE,
        objekt_id=notice_id(samtycke, hinder),
        referens=f"{arende.arendenummer}: samtycke att ompröva",
        sida=[arende.pk],
        actor=None,
    )
    return True


def notice_id(samtycke: Samtycke, hinder: list[str]) -> UUID:
    """One consent at rest for some reasons, as what a notice is about: others are told anew."""
    return uuid5(samtycke.pk, " ".join(hinder))


def _asked(samtycke: Samtycke, handlaggare: Anvandare | None) -> list[Anvandare]:
    """The handläggare; where there is none, whoever registered the consent and still may see it."""
    person = handlaggare or samtycke.registrerat_av
    return [person] if person.is_active and reaches_akt(person, samtycke.akt_id) else []


def _candidates(idag: date) -> SamtyckeQuerySet:
    """Live consents whose person comes to an age this year, or whose guardians have changed since.

    So are those without a noted answer. Found by what stands in clear: no others are opened.
    """
    andrad = Vardnadshavare.objects.filter(akt=OuterRef("akt")).filter(
        Q(fran__gte=OuterRef("registrerat__date")) | Q(till__lt=idag)
    )
    svar = Samtyckessvar.objects.filter(samtycke=OuterRef("pk"))
    aldrar = [idag.year - alder for alder in OMPROVAS]
    return _read(
        Samtycke.objects.live(idag).filter(
            Q(akt__fodelsear__in=aldrar) | Exists(andrad) | ~Exists(svar)
        )
    )


def _read(samtycken: SamtyckeQuerySet) -> SamtyckeQuerySet:
    rader = samtycken.select_related("akt__person", "registrerat_av").prefetch_related("svar")
    return rader.order_by("pk")
