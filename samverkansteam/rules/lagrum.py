"""Which legal grounds can open secrecy, from whom to whom, for this person, on this day.

Between authorities nothing passes without one (OSL 8:1). The matrix says where a ground can apply
at all; the human answers its conditions. Everything is data: samverkansteam/data/lagrum.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from arenden.rules.referens import in_force, read_rader

FIL = Path(__file__).resolve().parents[1] / "data" / "lagrum.json"
ICKE_MYNDIGHETER = frozenset({"fristaende_skola", "ideburen", "fritid"})
KRAVER_MYNDIGHET = "P15"
KRAVER_UTREDNING = "U"


@dataclass(frozen=True)
class Villkor:
    """A question that a human answers; `kraver` is the answer that the ground asks for."""

    kod: str
    fraga: str
    kraver: bool


@dataclass(frozen=True)
class Lagrumsregel:
    """A ground as the law stood in a period."""

    kod: str
    namn: str
    paragraf: str
    fran: Sequence[str]
    till: Sequence[str]
    alder_under: int | None
    villkor: Sequence[Villkor]
    kraver_samtycke: bool
    kraver_avvagning: bool
    kalla: str
    giltig_fran: date
    giltig_till: date | None


@dataclass(frozen=True)
class Forklaring:
    """A ground in plain words, what the log must hold, and where it never applies."""

    text: str
    logg: str
    undantag: str


@dataclass(frozen=True)
class Laget:
    """Who would pass something to whom, about whom. Unknown age is None and opens no age-bound key.

    `fran` and `till` are kinds of parties; `socialtjanst_annan_kommun` is another municipality's.
    """

    fran: str
    till: str
    alder: int | None
    has_samtycke: bool = False
    has_utredning: bool = False


@dataclass(frozen=True)
class Erbjudande:
    """A ground that can apply today, with what the form must ask."""

    lagrum: Lagrumsregel
    forklaring: Forklaring


@cache
def all_lagrum() -> tuple[Lagrumsregel, ...]:
    return tuple(
        Lagrumsregel(**rad | {"villkor": tuple(Villkor(**villkor) for villkor in rad["villkor"])})
        for rad in read_rader(FIL)
    )


@cache
def _fil() -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads(FIL.read_text(encoding="utf-8"))
    return data


def forklaring(kod: str) -> Forklaring:
    return Forklaring(**_fil()["forklaringar"][kod])


def cell(fran: str, till: str) -> Sequence[str]:
    """The codes that may carry something between two kinds of parties. Unknown kinds: none."""
    koder: Sequence[str] = _fil()["matris"].get(fran, {}).get(till, ())
    return koder


def hinder_for_lagrum(lagrum: Lagrumsregel, laget: Laget) -> list[str]:
    """Every reason why this ground cannot be used; none means that it is offered."""
    hinder = []
    if lagrum.kod not in cell(laget.fran, laget.till):
        hinder.append(_outside_matrix(lagrum, laget))
    if lagrum.kraver_samtycke and not laget.has_samtycke:
        hinder.append("Det finns inget samtycke som gäller i dag.")
    if lagrum.kod == KRAVER_UTREDNING and not laget.has_utredning:
        hinder.append("Gäller bara när en utredning är inledd, inte under förhandsbedömningen.")
    if lagrum.alder_under is not None:
        if laget.alder is None:
            hinder.append(f"Gäller bara under {lagrum.alder_under} år, och åldern är okänd.")
        elif laget.alder >= lagrum.alder_under:
            hinder.append(f"Gäller bara den som är under {lagrum.alder_under} år.")
    return hinder


def _outside_matrix(lagrum: Lagrumsregel, laget: Laget) -> str:
    if laget.fran not in lagrum.fran:
        return forklaring(lagrum.kod).undantag or "Lagrummet gäller inte för den som lämnar."
    if lagrum.kod == KRAVER_MYNDIGHET and laget.till in ICKE_MYNDIGHETER:
        return "Mottagaren är ingen myndighet."
    return "Lagrummet gäller inte till den här mottagaren."


def offered(laget: Laget, dag: date) -> list[Erbjudande]:
    """The grounds that can apply, in the order of the matrix: the gentlest first."""
    gallande = {lagrum.kod: lagrum for lagrum in in_force(all_lagrum(), dag)}
    return [
        Erbjudande(gallande[kod], forklaring(kod))
        for kod in cell(laget.fran, laget.till)
        if kod in gallande and not hinder_for_lagrum(gallande[kod], laget)
    ]


def refused_reasons(laget: Laget, dag: date) -> dict[str, list[str]]:
    """For each ground in force that cannot be used: every reason why."""
    refused = {}
    for lagrum in in_force(all_lagrum(), dag):
        if hinder := hinder_for_lagrum(lagrum, laget):
            refused[lagrum.kod] = hinder
    return refused


def unmet(lagrum: Lagrumsregel, svar: Mapping[str, bool]) -> list[str]:
    """The questions whose answers do not carry the ground; an unanswered one does not."""
    return [v.fraga for v in lagrum.villkor if svar.get(v.kod) is not v.kraver]
