"""What stands around the answers of one assessment, gathered for its pages in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from access.models import Anvandare
from riskbedomning.models import (
    Bedomning,
    Bedomningsrad,
    Belagg,
    EgenSyn,
    Faktor,
    Faktorsvar,
    Medlasning,
    Partsbidrag,
    Scenario,
)

R = TypeVar("R", bound=Bedomningsrad)


@dataclass
class Kring:
    """What there is about one factor or one level. `da` is the answer in the assessment before."""

    belagg: list[Belagg] = field(default_factory=list)
    barnet: list[EgenSyn] = field(default_factory=list)
    vardnadshavare: list[EgenSyn] = field(default_factory=list)
    bidrag: list[Partsbidrag] = field(default_factory=list)
    da: Faktorsvar | None = None


@dataclass(frozen=True)
class Underlag:
    """All that stands around: by factor's code, by level, and of the whole."""

    faktorer: dict[str, Kring]
    nivaer: dict[str, Kring]
    helheten: list[Partsbidrag]
    scenarier: list[Scenario]
    medlasningar: list[Medlasning]
    tidigare: Bedomning | None


def underlag_of(bedomning: Bedomning, faktorer: Iterable[Faktor], user: Anvandare) -> Underlag:
    """Seven queries, whatever there is. `faktorer` are those of the assessment's instrument."""
    tidigare = bedomning.earlier().select_related("bedomare").first()
    underlag = Underlag(
        faktorer=defaultdict(Kring),
        nivaer=defaultdict(Kring),
        helheten=[],
        scenarier=rows_of(Scenario, bedomning, user),
        medlasningar=list(
            Medlasning.objects.visible_to(user)
            .filter(bedomning=bedomning)
            .select_related("lasare", "bedomare")
        ),
        tidigare=tidigare,
    )
    koder = {faktor.pk: faktor.kod for faktor in faktorer}
    for belagg in rows_of(Belagg, bedomning, user):
        underlag.faktorer[koder[belagg.faktor_id]].belagg.append(belagg)
    for syn in rows_of(EgenSyn, bedomning, user):
        plats = _plats(underlag, koder, syn.faktor_id, syn.niva)
        (plats.barnet if syn.is_barnets else plats.vardnadshavare).append(syn)
    for bidrag in rows_of(Partsbidrag, bedomning, user):
        if bidrag.faktor_id or bidrag.niva:
            _plats(underlag, koder, bidrag.faktor_id, bidrag.niva).bidrag.append(bidrag)
        else:
            underlag.helheten.append(bidrag)
    if tidigare is not None:
        for svar in tidigare.svar.select_related("faktor"):
            underlag.faktorer[svar.faktor.kod].da = svar
    return underlag


def rows_of(model: type[R], bedomning: Bedomning, user: Anvandare) -> list[R]:
    """One kind of row around an assessment, with who wrote each."""
    rader = model._default_manager.visible_to(user).filter(bedomning=bedomning)
    return list(rader.select_related("skriven_av"))  # type: ignore[arg-type]


def _plats(underlag: Underlag, koder: dict[UUID, str], faktor_id: UUID | None, niva: str) -> Kring:
    return underlag.faktorer[koder[faktor_id]] if faktor_id else underlag.nivaer[niva]
