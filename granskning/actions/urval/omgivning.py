"""What the system knows around a batch of accesses: grants, teams, meetings, cases, duties.

A fixed number of queries for each batch, however many accesses it holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from access.models import (
    Avisering,
    Jav,
    Jourpass,
    Nodoppning,
    Omfattning,
    Skal,
    Tilltrade,
    Uppdrag,
)
from arenden.models import Arende, Personakt
from granskning.rules.aterblick import Aktlage, lage_vid
from granskning.rules.forklaring import EGNA, Giltig, Omgivning, Tillfalle
from granskning.rules.urval import Regelverk
from samverkansteam.models import Teamarende
from samverkansteam.models.mote import Narvaro

OM_AKTEN = (
    Avisering.Slag.NODOPPNING,
    Avisering.Slag.BEKRAFTA,
    Avisering.Slag.FORSENAD,
    Avisering.Slag.JAV,
)
"""Notices that concern one akt: of a break-glass to review or confirm, of a jäv to follow up."""
Par = tuple[UUID, UUID]
"""A person and an akt or, where said, a team."""


class Kunskap:
    """Everything that is asked of the database about one batch."""

    def __init__(self, tillfallen: Sequence[Tillfalle], regelverk: Regelverk) -> None:
        self.regelverk = regelverk
        self.aktorer = {t.aktor_id for t in tillfallen}
        self.akter = {t.akt_id for t in tillfallen if t.akt_id}
        self.fran = min(t.fran for t in tillfallen)
        self.till = max(t.till for t in tillfallen)
        self.lagen = self._lagen()
        self._team = self._teams()
        self._nara, self._enheters = self._grants()
        self._moten = self._meetings()
        self._oppningar, self._javade, self._aviserade = self._events()
        self._uppdrag = self._duties()
        self._pass = self._passes()
        self._avslutade = self._closed()

    def omgivning(self, tillfalle: Tillfalle, *, sokkedja: bool = False) -> Omgivning:
        """What may explain one access."""
        if tillfalle.akt_id is None:
            return Omgivning()
        vem, akt = tillfalle.aktor_id, tillfalle.akt_id
        team = self._teams_of(tillfalle)
        return Omgivning(
            giltiga=[
                *self._nara[vem, akt],
                *(giltig for ett in team for giltig in self._nara[vem, ett]),
                *self._through_unit(tillfalle),
            ],
            moten=[mote for ett in team for mote in self._moten[vem, ett]],
            aviseringar=self._aviserade[vem, akt],
            sokkedja=sokkedja,
        )

    def lage(self, tillfalle: Tillfalle) -> Aktlage | None:
        """Where the akt lay and how it was protected when it was first opened that day."""
        lagen = self.lagen.get(tillfalle.akt_id) if tillfalle.akt_id else None
        return (lage_vid(lagen, tillfalle.fran) or lagen[0]) if lagen else None

    def has_own(self, tillfalle: Tillfalle) -> bool:
        """Whether the akt is one that the person works with."""
        return any(
            giltig.skal in {*EGNA, Skal.TEAM} and giltig.was_live(tillfalle.fran)
            for giltig in self.omgivning(tillfalle).giltiga
        )

    def own_ended(self, tillfalle: Tillfalle) -> datetime | None:
        """When the person last ceased to work with the akt, before this."""
        slut = [
            giltig.till
            for giltig in self._nara[tillfalle.aktor_id, tillfalle.akt_id or tillfalle.aktor_id]
            if giltig.skal in EGNA and giltig.till and giltig.till < tillfalle.fran
        ]
        return max(slut, default=None)

    def duties(self, tillfalle: Tillfalle) -> list[Uppdrag]:
        return [
            uppdrag
            for uppdrag in self._uppdrag[tillfalle.aktor_id]
            if uppdrag.fran <= tillfalle.dag and (not uppdrag.till or tillfalle.dag <= uppdrag.till)
        ]

    def units(self, tillfalle: Tillfalle) -> frozenset[UUID]:
        """The units of the person's duties that day; a duty for a whole nämnd has all of them."""
        lage = self.lage(tillfalle)
        egna: set[UUID] = set()
        for uppdrag in self.duties(tillfalle):
            if uppdrag.enhet_id:
                egna.add(uppdrag.enhet_id)
            elif lage and uppdrag.namnd_id == lage.namnd_id:
                egna.add(lage.enhet_id)
        return frozenset(egna)

    def passes(self, tillfalle: Tillfalle) -> tuple[tuple[datetime, datetime], ...]:
        return tuple(self._pass[tillfalle.aktor_id])

    def is_nodoppnad(self, tillfalle: Tillfalle) -> bool:
        par = (tillfalle.aktor_id, tillfalle.akt_id or tillfalle.aktor_id)
        return any(
            fran <= tillfalle.till and tillfalle.fran < till for fran, till in self._oppningar[par]
        )

    def has_declared(self, tillfalle: Tillfalle) -> bool:
        """Whether the person has ever declared jäv that closed the akt."""
        return (tillfalle.aktor_id, tillfalle.akt_id) in self._javade

    def closed(self, tillfalle: Tillfalle) -> date | None:
        """When the last case of the akt was closed, if it was by then."""
        avslutat = self._avslutade.get(tillfalle.akt_id) if tillfalle.akt_id else None
        return avslutat if avslutat and avslutat <= tillfalle.dag else None

    def _lagen(self) -> dict[UUID, list[Aktlage]]:
        """Unit and protection of each akt, from each time that they changed."""
        lagen: dict[UUID, list[Aktlage]] = defaultdict(list)
        nu = Personakt.objects.filter(pk__in=self.akter)
        forr = Personakt.historik.filter(id__in=self.akter).order_by("history_date", "history_id")
        falt = ("enhet_id", "namnd_id", "skyddsniva")
        for akt_id, *rad in forr.values_list("id", "history_date", *falt):
            lagen[akt_id].append(Aktlage(*rad))
        for akt_id, *rad in nu.values_list("id", "oppnad", *falt):
            if akt_id not in lagen:
                lagen[akt_id].append(Aktlage(*rad))
        return lagen

    def _teams(self) -> dict[UUID, list[tuple[UUID, date, date | None]]]:
        team: dict[UUID, list[tuple[UUID, date, date | None]]] = defaultdict(list)
        lankar = Teamarende.objects.filter(akt_id__in=self.akter)
        for akt_id, team_id, fran, till in lankar.values_list("akt_id", "team_id", "fran", "till"):
            team[akt_id].append((team_id, fran, till))
        return team

    def _teams_of(self, tillfalle: Tillfalle) -> list[UUID]:
        return [
            team_id
            for team_id, fran, till in self._team.get(tillfalle.akt_id or tillfalle.aktor_id, ())
            if fran <= tillfalle.dag and (till is None or tillfalle.dag <= till)
        ]

    def _grants(self) -> tuple[dict[Par, list[Giltig]], dict[UUID, list[tuple[UUID, Giltig]]]]:
        nara: dict[Par, list[Giltig]] = defaultdict(list)
        enheters: dict[UUID, list[tuple[UUID, Giltig]]] = defaultdict(list)
        inom = timedelta(days=self.regelverk.overlamning_dagar)
        vad = self.akter | {team_id for team in self._team.values() for team_id, *_ in team}
        tilltraden = Tilltrade.objects.filter(
            Q(omfattning=Omfattning.ENHET) | Q(omfattning_id__in=vad),
            Q(omfattning=Omfattning.AKT) | Q(till=None) | Q(till__gte=self.fran - inom),
            anvandare_id__in=self.aktorer,
            fran__lte=self.till + inom,
        )
        for rad in tilltraden:
            giltig = Giltig(rad.skal, rad.fran, rad.till)
            if rad.omfattning == Omfattning.ENHET:
                enheters[rad.anvandare_id].append((rad.omfattning_id, giltig))
            else:
                nara[rad.anvandare_id, rad.omfattning_id].append(giltig)
        return nara, enheters

    def _through_unit(self, tillfalle: Tillfalle) -> Iterable[Giltig]:
        lage = self.lage(tillfalle)
        if lage is None or lage.is_skyddad:
            return []
        grants = self._enheters[tillfalle.aktor_id]
        return [giltig for enhet_id, giltig in grants if enhet_id == lage.enhet_id]

    def _meetings(self) -> dict[Par, list[datetime]]:
        moten: dict[Par, list[datetime]] = defaultdict(list)
        team = {team_id for team in self._team.values() for team_id, *_ in team}
        narvaro = Narvaro.objects.filter(
            narvarande=True, team_id__in=team, deltagare__anvandare_id__in=self.aktorer
        )
        for vem, team_id, nar in narvaro.values_list(
            "deltagare__anvandare_id", "team_id", "mote__planerat"
        ):
            moten[vem, team_id].append(nar)
        return moten

    def _events(self) -> tuple[dict[Par, list[Any]], set[Par], dict[Par, list[datetime]]]:
        """Break-glass openings, jäv, and who was told of either."""
        oppningar: dict[Par, list[Any]] = defaultdict(list)
        javade: set[Par] = set()
        aktens: dict[UUID, UUID] = {}
        for rad in Nodoppning.objects.filter(akt_id__in=self.akter).only(
            "akt_id", "anvandare_id", "oppnad", "till"
        ):
            if rad.akt_id:
                aktens[rad.pk] = rad.akt_id
                if rad.oppnad and rad.till:
                    oppningar[rad.anvandare_id, rad.akt_id].append((rad.oppnad, rad.till))
        for pk, akt_id, vem in Jav.objects.filter(akt_id__in=self.akter).values_list(
            "pk", "akt_id", "anvandare_id"
        ):
            aktens[pk] = akt_id
            javade.add((vem, akt_id))
        aviserade: dict[Par, list[datetime]] = defaultdict(list)
        aviseringar = Avisering.objects.filter(
            mottagare_id__in=self.aktorer, slag__in=OM_AKTEN, objekt_id__in=aktens
        )
        for vem, objekt_id, nar in aviseringar.values_list("mottagare_id", "objekt_id", "skapad"):
            aviserade[vem, aktens[objekt_id]].append(nar)
        return oppningar, javade, aviserade

    def _duties(self) -> dict[UUID, list[Uppdrag]]:
        uppdrag: dict[UUID, list[Uppdrag]] = defaultdict(list)
        for rad in Uppdrag.objects.filter(anvandare_id__in=self.aktorer):
            uppdrag[rad.anvandare_id].append(rad)
        return uppdrag

    def _passes(self) -> dict[UUID, list[tuple[datetime, datetime]]]:
        passen: dict[UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
        for rad in Jourpass.objects.filter(
            anvandare_id__in=self.aktorer, fran__lte=self.till, till__gte=self.fran
        ):
            passen[rad.anvandare_id].append((rad.fran, min(rad.till, rad.avslutad or rad.till)))
        return passen

    def _closed(self) -> dict[UUID, date]:
        """The akter without an open case, and the day that the last one was closed."""
        pagaende = Arende.objects.filter(akt_id__in=self.akter, avslutat=None).values("akt_id")
        avslutade = Arende.objects.filter(akt_id__in=self.akter).exclude(akt_id__in=pagaende)
        sist = avslutade.values_list("akt_id").annotate(sist=Max("avslutat"))
        return {akt_id: nar.date() for akt_id, nar in sist}
