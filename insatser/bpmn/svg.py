"""The picture of a flow on its page: the same layout as in the file, and where somebody stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from insatser.bpmn.layout import RAD, Layout, Linje, Ruta, layout_of
from insatser.bpmn.modell import Del, Modell, modell_of
from insatser.rules.graf import Graf

KANT = 8
BANRUBRIK = 116
"""To the left of the lanes; who is read straight, and not standing on its end."""
TECKEN_I_STEG = 18
TECKEN_I_BANA = 13
TECKEN_VID_VAL = 25
RADHOJD = 16


@dataclass(frozen=True)
class Varme:
    """What stands in a step of a heat map: a count in words, and how strong its shade is, 0–4."""

    text: str
    styrka: int


def picture(
    graf: Graf,
    *,
    klara: Collection[str] = (),
    oppna: Collection[str] = (),
    varme: Mapping[str, Varme] | None = None,
    bild_id: str = "bild",
) -> dict[str, Any]:
    """Context for templates/insatser/processbild_svg.html. All numbers are whole.

    `klara` and `oppna`: names of the steps that are done, and open now; or else `varme`, a count
    by step. `bild_id`: unique on its page. The picture tells nothing that does not stand beside it
    in words.
    """
    modell = modell_of(graf, meetings=False)
    layout = layout_of(modell)
    lagen = dict.fromkeys(klara, ("klar", "✓ Klart")) | dict.fromkeys(oppna, ("nu", "Pågår"))
    lagen |= {steg: (f"varme-{ett.styrka}", ett.text) for steg, ett in (varme or {}).items()}
    return {
        "id": bild_id,
        "namn": graf.namn,
        "var": _where(modell, oppna),
        "bredd": layout.bredd + BANRUBRIK + 2 * KANT,
        "hojd": layout.hojd + 2 * KANT,
        "banor": [_lane(namn, ruta) for namn, ruta in layout.banor.items()],
        "delar": [_part(del_, layout, lagen) for del_ in modell.delar.values()],
        "pilar": [_arrow(pil.text, layout.linjer[pil.id]) for pil in modell.pilar],
    }


def in_order(graf: Graf) -> list[str]:
    """The names of the steps as they stand in the picture: by how far on, then from above."""
    layout = layout_of(modell_of(graf, meetings=False))
    namn = [nod.namn for nod in graf.steg()]
    return sorted(namn, key=lambda steg: (layout.rutor[steg].x, layout.rutor[steg].y))


def _where(modell: Modell, oppna: Collection[str]) -> str:
    """The position in one sentence, for whoever does not see the picture."""
    titlar = [f"«{del_.titel}»" for namn, del_ in modell.delar.items() if namn in oppna]
    if not titlar:
        return ""
    return f"Nu pågår {' och '.join(titlar)}."


def _lane(namn: str, ruta: Ruta) -> dict[str, Any]:
    return {
        "x": KANT,
        "y": ruta.y + KANT,
        "w": ruta.w + BANRUBRIK,
        "h": ruta.h,
        "skilje": KANT + BANRUBRIK,
        "rader": _lines(namn, KANT + 8, ruta.y + KANT + 22, TECKEN_I_BANA),
    }


def _part(del_: Del, layout: Layout, lagen: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    ruta = _moved(layout.rutor[del_.namn])
    lage, lage_text = lagen.get(del_.namn, ("sedan", ""))
    return {
        "slag": {"partssteg": "steg", "samla": "dela"}.get(del_.slag, del_.slag),
        "flera": del_.slag == "partssteg",
        "lage": lage,
        "lage_text": lage_text,
        "x": ruta.x,
        "y": ruta.y,
        "w": ruta.w,
        "h": ruta.h,
        "cx": ruta.x + ruta.w // 2,
        "cy": ruta.y + ruta.h // 2,
        "hx": ruta.x + ruta.w,
        "hy": ruta.y + ruta.h,
        "rader": _words(del_, ruta, layout.over[del_.namn] + KANT, has_lage=bool(lage_text)),
    }


def _words(del_: Del, ruta: Ruta, over: int, *, has_lage: bool) -> list[dict[str, Any]]:
    """The title: within a step, over a choice, under an event. Small words of ours are left out."""
    mitt = ruta.x + ruta.w // 2
    if del_.slag in ("steg", "partssteg"):
        rader = wrap(del_.titel, TECKEN_I_STEG)
        rum = RAD - (RADHOJD if has_lage else 0)
        overst = ruta.y + (rum - len(rader) * RADHOJD) // 2 + 12
        return _lines(del_.titel, mitt, overst, TECKEN_I_STEG)
    if del_.slag == "vagval":
        antal = len(wrap(del_.titel, TECKEN_VID_VAL))
        return _lines(del_.titel, mitt, over - 6 - (antal - 1) * RADHOJD, TECKEN_VID_VAL)
    if del_.slag in ("borjan", "slut"):
        return _lines(del_.titel, mitt, ruta.y + ruta.h + 14, TECKEN_VID_VAL)
    return []


def _lines(text: str, x: int, y: int, tecken: int) -> list[dict[str, Any]]:
    return [
        {"x": x, "y": y + plats * RADHOJD, "text": rad}
        for plats, rad in enumerate(wrap(text, tecken))
    ]


def _arrow(text: str, linje: Linje) -> dict[str, Any]:
    punkter = [(x + KANT + BANRUBRIK, y + KANT) for x, y in linje.punkter]
    arrow: dict[str, Any] = {"punkter": " ".join(f"{x},{y}" for x, y in punkter)}
    if linje.etikett:
        etikett = _moved(linje.etikett)
        arrow |= {"text": text, "x": etikett.x, "y": etikett.y + etikett.h - 3}
    return arrow


def _moved(ruta: Ruta) -> Ruta:
    return Ruta(ruta.x + KANT + BANRUBRIK, ruta.y + KANT, ruta.w, ruta.h)
