"""Which legal grounds can open secrecy, from whom to whom, for this person, on this day.

Between authorities nothing passes without one (OSL 8:1). A ground says between whom it can apply
at all; the human answers its conditions. The grounds are given: they are rows that people change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from arenden.rules.referens import in_force, read_rader

FIL = Path(__file__).resolve().parents[1] / "data" / "lagrum.json"
PARTSSLAG = {
    "socialtjanst": "socialtjänsten",
    "socialtjanst_annan_kommun": "socialtjänsten i en annan kommun",
    "kommunal_skola": "en kommunal skola",
    "fristaende_skola": "en fristående skola",
    "polis": "Polisen",
    "aklagare": "åklagare eller domstol",
    "kriminalvard": "Kriminalvården",
    "region": "Regionen",
    "arbetsmarknad": "arbetsmarknadsnämnden",
    "annan_namnd": "en annan nämnd utan socialtjänst",
    "ideburen": "en idéburen organisation",
    "fritid": "fritidsverksamhet",
}
"""Every kind of party, as it stands in a sentence."""
ICKE_MYNDIGHETER = frozenset({"fristaende_skola", "ideburen", "fritid"})


@dataclass(frozen=True)
class Villkor:
    """A question that a human answers; `kraver` is the answer that the ground asks for."""

    kod: str
    fraga: str
    kraver: bool


@dataclass(frozen=True)
class Lagrumsregel:
    """A ground as the law stood in a period.

    `vagar`: from each kind of party, the kinds it can carry something to. `ordning`: the gentlest
    first. `logg`: what the log must hold. `undantag`: where it never applies, in words.
    """

    kod: str
    namn: str
    paragraf: str
    text: str
    logg: str
    undantag: str
    ordning: int
    vagar: Mapping[str, Sequence[str]]
    alder_under: int | None
    villkor: Sequence[Villkor]
    kraver_samtycke: bool
    kraver_avvagning: bool
    kraver_utredning: bool
    bara_myndighet: bool
    kalla: str
    giltig_fran: date
    giltig_till: date | None

    def carries(self, fran: str, till: str) -> bool:
        return till in self.vagar.get(fran, ())


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


@cache
def all_lagrum() -> tuple[Lagrumsregel, ...]:
    """The grounds that the code comes with, before anybody has changed them."""
    return tuple(
        Lagrumsregel(**rad | {"villkor": tuple(Villkor(**villkor) for villkor in rad["villkor"])})
        for rad in read_rader(FIL)
    )


def hinder_for_lagrum(lagrum: Lagrumsregel, laget: Laget) -> list[str]:
    """Every reason why this ground cannot be used; none means that it is offered."""
    hinder = []
    if not lagrum.carries(laget.fran, laget.till):
        hinder.append(_outside_matrix(lagrum, laget))
    if lagrum.kraver_samtycke and not laget.has_samtycke:
        hinder.append("Det finns inget samtycke som gäller i dag.")
    if lagrum.kraver_utredning and not laget.has_utredning:
        hinder.append("Gäller bara när en utredning är inledd, inte under förhandsbedömningen.")
    if lagrum.alder_under is not None:
        if laget.alder is None:
            hinder.append(f"Gäller bara under {lagrum.alder_under} år, och åldern är okänd.")
        elif laget.alder >= lagrum.alder_under:
            hinder.append(f"Gäller bara den som är under {lagrum.alder_under} år.")
    return hinder


def _outside_matrix(lagrum: Lagrumsregel, laget: Laget) -> str:
    if laget.fran not in lagrum.vagar:
        fran = PARTSSLAG.get(laget.fran, "den som lämnar")
        return f"Gäller inte från {fran}. {lagrum.undantag}".strip()
    if lagrum.bara_myndighet and laget.till in ICKE_MYNDIGHETER:
        return "Mottagaren är ingen myndighet."
    return f"Gäller inte till {PARTSSLAG.get(laget.till, 'den här mottagaren')}."


def offered(alla: Iterable[Lagrumsregel], laget: Laget, dag: date) -> list[Lagrumsregel]:
    """The grounds that can apply on the day, the gentlest first."""
    gallande = sorted(in_force(alla, dag), key=lambda lagrum: lagrum.ordning)
    return [lagrum for lagrum in gallande if not hinder_for_lagrum(lagrum, laget)]


def refused(
    alla: Iterable[Lagrumsregel], laget: Laget, dag: date
) -> list[tuple[Lagrumsregel, list[str]]]:
    """Each ground that cannot be used on the day, with every reason why; the gentlest first.

    One that is not in force on the day is shown as it stands nearest to it.
    """
    return [
        (lagrum, hinder)
        for lagrum in sorted(_nearest(alla, dag), key=lambda lagrum: lagrum.ordning)
        if (hinder := [*_not_in_force(lagrum, dag), *hinder_for_lagrum(lagrum, laget)])
    ]


def _nearest(alla: Iterable[Lagrumsregel], dag: date) -> Iterable[Lagrumsregel]:
    """Of each ground the wording of the day: else the one before it, else the first to come."""
    narmast: dict[str, Lagrumsregel] = {}
    for lagrum in sorted(alla, key=lambda lagrum: lagrum.giltig_fran):
        if lagrum.giltig_fran <= dag or lagrum.kod not in narmast:
            narmast[lagrum.kod] = lagrum
    return narmast.values()


def _not_in_force(lagrum: Lagrumsregel, dag: date) -> list[str]:
    if lagrum.giltig_fran > dag:
        return [f"Gäller först från och med {lagrum.giltig_fran}."]
    if lagrum.giltig_till is not None and lagrum.giltig_till < dag:
        return [f"Gällde till och med {lagrum.giltig_till}."]
    return []


def unmet(lagrum: Lagrumsregel, svar: Mapping[str, bool]) -> list[str]:
    """The questions whose answers do not carry the ground; an unanswered one does not."""
    return [v.fraga for v in lagrum.villkor if svar.get(v.kod) is not v.kraver]
