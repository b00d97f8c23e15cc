"""The picture in a BPMN file (BPMN DI): every shape and way with its place, and every label.

Numbers are written as the standard wants them, whatever language the system speaks. The states of
a case are colours, in both vocabularies that tools read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from insatser.bpmn.innehall import Innehall
from insatser.bpmn.layout import KOLUMN, TEXTRAD, Punkt, Ruta, layout_of, width_of
from insatser.bpmn.namnrymder import (
    BIOC,
    BPMNDI,
    DC,
    DI,
    EGEN_POOL,
    FARG,
    SAMARBETE,
    ins,
)

KANT = 40
RUBRIK = 30
"""The head of a pool, and of a lane."""
MELLAN = 40
POOL = 60
KLOCKA = 36
RUM = 2 * KLOCKA + 44
"""Below a step with a clock: half the clock, the way to the warning, the warning and its words."""
FARGER = {"klar": ("#e2f3e8", "#1a5c38"), "oppen": ("#fdf0d3", "#774700")}
"""Fill and line, with a contrast of at least 4.5 to each other."""
ETIKETT = 130


class Teckning:
    def __init__(self, rot: Element, innehall: Innehall, lagen: Mapping[str, str]) -> None:
        self.innehall = innehall
        self.lagen = lagen
        self.layout = layout_of(
            innehall.modell,
            budskap=[(ett.id, ett.steg) for ett in innehall.budskap],
            under=innehall.klockor,
            rum=RUM,
        )
        diagram = SubElement(rot, _bpmndi("BPMNDiagram"), {"id": "bild-1"})
        self.plan = SubElement(
            diagram, _bpmndi("BPMNPlane"), {"id": "bildplan-1", "bpmnElement": SAMARBETE}
        )

    def draw(self) -> None:
        self._pools()
        for del_ in self.innehall.modell.delar.values():
            ruta = self._moved(self.layout.rutor[del_.namn])
            is_val = del_.slag in ("vagval", "mote")
            shape = self._shape(del_.namn, ruta, {"isMarkerVisible": "true"} if is_val else {})
            if del_.titel and del_.slag not in ("steg", "partssteg"):
                is_handelse = del_.slag in ("borjan", "slut")
                over = None if is_handelse else self.layout.over[del_.namn] + KANT
                _label(shape, _beside(ruta, del_.titel, over))
            if del_.namn in self.innehall.klockor:
                self._clock(del_.namn, ruta)
        for pil in self.innehall.modell.pilar:
            linje = self.layout.linjer[pil.id]
            edge = self._edge(pil.id, [self._point(punkt) for punkt in linje.punkter])
            if linje.etikett:
                _label(edge, self._moved(linje.etikett))

    def _pools(self) -> None:
        bredd = self.layout.bredd + 2 * RUBRIK
        vagrat = {"isHorizontal": "true"}
        self._shape(EGEN_POOL, Ruta(KANT, KANT, bredd, self.layout.hojd), vagrat)
        for nummer, ruta in enumerate(self.layout.banor.values(), start=1):
            plats = Ruta(KANT + RUBRIK, KANT + ruta.y, bredd - RUBRIK, ruta.h)
            self._shape(f"bana-{nummer}", plats, vagrat)
        budskap = self.innehall.budskap
        y = KANT + self.layout.hojd + MELLAN + 10 * len(budskap)
        orgs = self.innehall.organisationer
        egen = (bredd - KANT * (len(orgs) - 1)) // len(orgs) if orgs else 0
        for nummer, org in enumerate(orgs):
            pool = Ruta(KANT + nummer * (egen + KANT), y, egen, POOL)
            self._shape(f"pool-{org}", pool, vagrat)
            self._messages(org, pool)

    def _messages(self, org: str, pool: Ruta) -> None:
        """Each message on a track of its own between the pools, spread along the organisation's."""
        alla = self.innehall.budskap
        egna = sorted(
            (ett for ett in alla if ett.organisation == org),
            key=lambda ett: self.layout.linjer[ett.id].punkter[-1],
        )
        for plats, ett in enumerate(egna, start=1):
            *punkter, (x, y) = (self._point(p) for p in self.layout.linjer[ett.id].punkter)
            spar = y + MELLAN // 2 + 10 * alla.index(ett)
            mal = pool.x + RUBRIK + (pool.w - RUBRIK) * plats // (len(egna) + 1)
            punkter += [(x, spar), (mal, spar), (mal, pool.y)]
            self._edge(ett.id, punkter[::-1] if ett.is_fran else punkter)

    def _clock(self, steg: str, ruta: Ruta) -> None:
        """On the lower edge of its step, and the warning under it."""
        x, y = ruta.x + 8, ruta.y + ruta.h - KLOCKA // 2
        klocka = Ruta(x, y, KLOCKA, KLOCKA)
        varning = Ruta(x, y + KLOCKA + 22, KLOCKA, KLOCKA)
        bredd = KOLUMN - KLOCKA
        _label(
            self._shape(f"frist-{steg}", klocka),
            Ruta(x + KLOCKA + 2, y + KLOCKA // 2 + 2, bredd, 2 * TEXTRAD),
        )
        _label(
            self._shape(f"varning-{steg}", varning),
            Ruta(x + KLOCKA + 2, varning.y + 4, bredd, 2 * TEXTRAD),
        )
        mitt = x + KLOCKA // 2
        self._edge(f"vag-frist-{steg}", [(mitt, y + KLOCKA), (mitt, varning.y)])

    def _shape(self, id_: str, ruta: Ruta, egenskaper: Mapping[str, str] | None = None) -> Element:
        shape = SubElement(
            self.plan,
            _bpmndi("BPMNShape"),
            {"id": f"bild-{id_}", "bpmnElement": id_, **(egenskaper or {}), **self._state(id_)},
        )
        _bounds(shape, ruta)
        return shape

    def _state(self, id_: str) -> dict[str, str]:
        if (lage := self.lagen.get(id_)) is None:
            return {}
        fyllning, linje = FARGER[lage]
        return {
            ins("lage"): lage,
            f"{{{BIOC}}}fill": fyllning,
            f"{{{BIOC}}}stroke": linje,
            f"{{{FARG}}}background-color": fyllning,
            f"{{{FARG}}}border-color": linje,
        }

    def _edge(self, id_: str, punkter: Sequence[Punkt]) -> Element:
        edge = SubElement(self.plan, _bpmndi("BPMNEdge"), {"id": f"bild-{id_}", "bpmnElement": id_})
        for x, y in punkter:
            SubElement(edge, f"{{{DI}}}waypoint", {"x": str(x), "y": str(y)})
        return edge

    def _point(self, punkt: Punkt) -> Punkt:
        return punkt[0] + KANT + 2 * RUBRIK, punkt[1] + KANT

    def _moved(self, ruta: Ruta) -> Ruta:
        x, y = self._point((ruta.x, ruta.y))
        return Ruta(x, y, ruta.w, ruta.h)


def _beside(ruta: Ruta, text: str, over: int | None) -> Ruta:
    """Where the words of a part stand, in two lines at most: under it, or just over a height."""
    bredd = min(width_of(text), ETIKETT)
    hojd = TEXTRAD * (1 if width_of(text) <= ETIKETT else 2)
    y = ruta.y + ruta.h + 2 if over is None else over - hojd - 2
    return Ruta(ruta.x + (ruta.w - bredd) // 2, y, bredd, hojd)


def _label(element: Element, ruta: Ruta) -> None:
    _bounds(SubElement(element, _bpmndi("BPMNLabel")), ruta)


def _bounds(element: Element, ruta: Ruta) -> None:
    matt = {"x": str(ruta.x), "y": str(ruta.y), "width": str(ruta.w), "height": str(ruta.h)}
    SubElement(element, f"{{{DC}}}Bounds", matt)


def _bpmndi(namn: str) -> str:
    return f"{{{BPMNDI}}}{namn}"
