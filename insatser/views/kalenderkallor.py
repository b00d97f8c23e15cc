"""Where the times of a calendar come from: a source is a line of KALLOR.

A source gives what its user may see now, and never a name of whom it is about. One's own, or those
of the units where one leads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from access.models import Anvandare
from arenden.models import Arende, Frist
from arenden.rules.frister import all_fristslag
from insatser.models import Tillfalle
from insatser.rules.kalender import Post, Slag
from insatser.views.forsenat import led_by
from riskbedomning.models import Bedomning
from samverkansteam.models import Atagande, Deltagare, Mote, Teamarende

FRISTNAMN = {slag.slag: slag.namn for slag in all_fristslag()}
UPPFOLJNING = "uppfoljning"


@dataclass(frozen=True)
class Urval:
    """Which days, the last one included, and whose."""

    fran: date
    till: date
    enhetens: bool = False

    def of_arende(self, user: Anvandare, prefix: str = "") -> Q:
        """One's own cases, or those of the units where one leads; there never a protected one."""
        if not self.enhetens:
            return Q(**{f"{prefix}handlaggare": user})
        return led_by(user, prefix) & Q(**{f"{prefix}akt__skyddsniva": "ingen"})


Kalla = Callable[[Anvandare, Urval], Iterable[Post]]


def times_for(user: Anvandare, urval: Urval) -> list[Post]:
    """Everything that the user may see now, one query or two for each source."""
    return [post for kalla in KALLOR for post in kalla(user, urval)]


def frister(user: Anvandare, urval: Urval) -> Iterator[Post]:
    """Clocks by their strict day; those of follow-ups by that name."""
    rader = (
        Frist.objects.visible_to(user)
        .running()
        .filter(urval.of_arende(user, "arende__"), mal__range=(urval.fran, urval.till))
        .select_related("arende__akt", "arende__handlaggare")
    )
    for rad in rader:
        is_uppfoljning = rad.slag.startswith(UPPFOLJNING)
        yield _of_arende(
            rad.arende,
            id=rad.pk,
            slag=Slag.UPPFOLJNING if is_uppfoljning else Slag.FRIST,
            nar=rad.mal,
            vad=FRISTNAMN[rad.slag],
        )


def tillfallen(user: Anvandare, urval: Urval) -> Iterator[Post]:
    """Planned sessions: those one is to hold oneself, and those in one's cases."""
    vems = urval.of_arende(user, "insats__arende__")
    if not urval.enhetens:
        vems |= Q(insats__ansvarig=user)
    rader = (
        Tillfalle.objects.visible_to(user)
        .filter(
            vems,
            utfall=Tillfalle.Utfall.PLANERAT,
            nar__date__range=(urval.fran, urval.till),
        )
        .select_related("insats__arende__akt", "insats__arende__handlaggare", "insats__insatstyp")
    )
    for rad in rader:
        yield _of_arende(
            rad.insats.arende,
            id=rad.pk,
            slag=Slag.TILLFALLE,
            nar=rad.nar,
            minuter=rad.minuter,
            vad=str(rad.insats.insatstyp),
            sida="insatser:plan",
        )


def moten(user: Anvandare, urval: Urval) -> Iterator[Post]:
    """Meetings of the teams where one takes part, or that work with the unit's cases.

    A team that meets about one case says which; about several it says none.
    """
    deltar = Deltagare.objects.in_force().filter(team=OuterRef("team"), anvandare=user)
    enhetens = (
        Teamarende.objects.in_force()
        .filter(team=OuterRef("team"))
        .filter(urval.of_arende(user, "arende__"))
    )
    rader = list(
        Mote.objects.visible_to(user)
        .filter(
            Exists(enhetens) if urval.enhetens else Exists(deltar),
            installt=None,
            planerat__date__range=(urval.fran, urval.till),
        )
        .select_related("team__teamtyp")
    )
    if not rader:
        return
    arenden: dict[Any, list[Arende]] = {rad.team_id: [] for rad in rader}
    for koppling in (
        Teamarende.objects.visible_to(user)
        .in_force()
        .filter(team__in=arenden)
        .select_related("arende__akt", "arende__handlaggare")
    ):
        arenden[koppling.team_id].append(koppling.arende)
    for rad in rader:
        gemensam: dict[str, Any] = {
            "id": rad.pk,
            "slag": Slag.MOTE,
            "nar": rad.planerat,
            "minuter": rad.minuter,
            "vad": str(rad.team),
        }
        url = reverse("samverkansteam:mote", args=[rad.team_id, rad.pk])
        if len(arenden[rad.team_id]) == 1:
            yield _of_arende(arenden[rad.team_id][0], **gemensam, url=url)
        else:
            yield Post(**gemensam, url=url)


def ataganden(user: Anvandare, urval: Urval) -> Iterator[Post]:
    """What one has taken upon oneself at a meeting."""
    if urval.enhetens:
        return
    for rad in Atagande.objects.visible_to(user).filter(
        ansvarig__anvandare=user, klart=None, senast__range=(urval.fran, urval.till)
    ):
        yield Post(
            id=rad.pk,
            slag=Slag.PAMINNELSE,
            nar=rad.senast,
            vad="Åtagande från ett möte",
            url=reverse("samverkansteam:mote", args=[rad.team_id, rad.mote_id]),
        )


def bedomningar(user: Anvandare, urval: Urval) -> Iterator[Post]:
    """When the latest assessment of a case is to be made anew."""
    senare = Bedomning.objects.completed().filter(
        arende=OuterRef("arende"), fardig_at__gt=OuterRef("fardig_at")
    )
    rader = (
        Bedomning.objects.visible_to(user)
        .completed()
        .filter(
            ~Exists(senare),
            urval.of_arende(user, "arende__"),
            arende__avslutat=None,
            ny_bedomning__range=(urval.fran, urval.till),
        )
        .select_related("arende__akt", "arende__handlaggare")
    )
    for rad in rader:
        yield _of_arende(
            rad.arende,
            id=rad.pk,
            slag=Slag.PAMINNELSE,
            nar=rad.ny_bedomning,
            vad="Ny riskbedömning",
            sida="riskbedomning:lista",
        )


def _of_arende(
    arende: Arende, *, url: str = "", sida: str = "insatser:arende", **falt: Any
) -> Post:
    return Post(
        arendenummer=arende.arendenummer,
        akt_id=arende.akt_id,
        url=url or reverse(sida, args=[arende.pk]),
        vem=str(arende.handlaggare or ""),
        skyddad=arende.akt.is_skyddad,
        **falt,
    )


KALLOR: tuple[Kalla, ...] = (frister, tillfallen, moten, ataganden, bedomningar)
"""Every source; what is planned elsewhere is put here."""
