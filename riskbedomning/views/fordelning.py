"""How an outcome is laid out: a row for each question, a cell for each answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from riskbedomning.models import (
    Bedomning,
    Faktor,
    Faktorsvar,
    Kalibreringsutfall,
    Vinjettsvar,
)
from riskbedomning.rules.samstammighet import in_words, same_share

SVAR = dict(Faktorsvar.Svar.choices)
SAMLAD = dict(Bedomning.Samlad.choices)

Fordelningar = dict[Any, dict[str, int]]


@dataclass(frozen=True)
class Matt:
    """An alpha with its interval, as people read it."""

    tal: str
    intervall: str
    ord: str


def matt(alfa: float | None, lagst: float | None, hogst: float | None) -> Matt:
    if alfa is None or lagst is None or hogst is None:
        return Matt("–", "", in_words(None))
    return Matt(number(alfa), f"{number(lagst)} till {number(hogst)}", in_words(alfa))


def number(alfa: float) -> str:
    """Two decimals, with a comma and a true minus."""
    return f"{alfa:.2f}".replace(".", ",").replace("-", "\N{MINUS SIGN}")


def share(andel: float | None) -> str:
    return "–" if andel is None else f"{round(100 * andel)} %"


def counts_of(utfall: Kalibreringsutfall) -> Fordelningar:
    """Factor id (None for the whole) → answer → how many."""
    fordelningar: Fordelningar = {}
    for rad in utfall.fordelning.all():
        fordelningar.setdefault(rad.faktor_id, {})[rad.svar] = rad.antal
    return fordelningar


def shown_utfall(
    utfall: Kalibreringsutfall, faktorer: list[Faktor], egna: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What the templates need of one group's outcome; with `egna`, one's own answers beside."""
    counts = counts_of(utfall)
    antal, eget = counts.get(None, {}), (egna or {}).get(Vinjettsvar.SAMLAD)
    return {
        "utfall": utfall,
        "grupp": str(utfall.enhet) if utfall.enhet else "Alla som har svarat",
        "grad": matt(utfall.grad_alfa, utfall.grad_fran, utfall.grad_till),
        "slag": matt(utfall.slag_alfa, utfall.slag_fran, utfall.slag_till),
        "kolumner": _columns(egna),
        "rader": [_row(faktor, counts.get(faktor.pk, {}), egna) for faktor in faktorer],
        "samlad": [
            {"rubrik": namn, "antal": antal.get(varde, 0), "ar_eget": varde == eget}
            for varde, namn in SAMLAD.items()
        ],
        "samlad_lika": share(same_share(antal)),
    }


def _columns(egna: Mapping[str, str] | None) -> list[dict[str, Any]]:
    eget = [{"namn": "Ditt svar"}] if egna is not None else []
    antal = [{"namn": namn, "tal": True} for namn in SVAR.values()]
    return [{"namn": "Faktor"}, *eget, *antal, {"namn": "Par som svarat lika", "tal": True}]


def _row(
    faktor: Faktor, antal: Mapping[str, int], egna: Mapping[str, str] | None
) -> dict[str, Any]:
    return {
        "rubrik": faktor.rubrik,
        "eget": None if egna is None else SVAR.get(egna.get(faktor.kod, ""), "Inget svar"),
        "celler": [(namn, antal.get(varde, 0)) for varde, namn in SVAR.items()],
        "lika": share(same_share(antal)),
    }
