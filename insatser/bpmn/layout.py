"""Where everything of a flow is drawn, in whole units; one layout for the file and the page.

Parts stand in a grid of columns and rows. Ways run in the channels between them, each on a track
of its own, so that none lies on another or crosses a step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from insatser.bpmn.modell import Modell
from insatser.bpmn.ordning import ordning_of
from insatser.bpmn.spar import Gang, tracks_of

KOLUMN, RAD = 140, 80
"""A step; everything else stands in the middle of such a place."""
HANDELSE = 36
VAGVAL = 50
PORT = 16
"""Between two ways out of a gateway: words have room there."""
YTTERST = 32
"""How far from its middle a way may leave or reach a part; a gateway is as large as it needs."""
KLYKA = 5
"""Where ways that find no room at the edge of their gateway fan out."""
KANAL = 32
RADLUFT = 36
SPAR = 10
TECKEN = 6.2
"""The width of a letter, on average."""
TEXTRAD = 14

Punkt = tuple[int, int]


@dataclass(frozen=True)
class Ruta:
    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class Linje:
    """A way from point to point, and where its words stand."""

    punkter: tuple[Punkt, ...]
    etikett: Ruta | None = None


@dataclass(frozen=True)
class Layout:
    rutor: dict[str, Ruta]
    linjer: dict[str, Linje]
    banor: dict[str, Ruta]
    over: dict[str, int]
    """Above each part and the words of the ways out of it, where its own words may stand."""
    bredd: int
    hojd: int


def layout_of(
    modell: Modell,
    *,
    budskap: Iterable[tuple[str, str]] = (),
    under: Iterable[str] = (),
    rum: int = 0,
) -> Layout:
    """Place a flow. `budskap`: messages (id, step), led to the lower edge. Rows that have a part
    named in `under` get `rum` more below.
    """
    return _Ritning(modell, list(budskap), set(under), rum).layout()


def width_of(text: str) -> int:
    return round(len(text) * TECKEN) + 6


class _Ritning:
    def __init__(
        self, modell: Modell, budskap: list[tuple[str, str]], under: set[str], rum: int
    ) -> None:
        self.modell = modell
        self.pilar = {pil.id: pil for pil in modell.pilar}
        self.ordning = ordning_of(modell)
        self.spar = tracks_of(modell, self.ordning, budskap)
        self.portar = self._ports()
        self._place_columns()
        self.gap_spar = self._share_gaps()
        self._place_rows(under, rum)
        self.rutor = {namn: self._box(namn) for namn in modell.delar}

    def layout(self) -> Layout:
        return Layout(
            rutor=self.rutor,
            linjer={gang.id: self._line(gang) for gang in self.spar.gangar},
            banor={bana: self._lane(rader) for bana, rader in self.ordning.rader.items()},
            over={namn: self._top(namn) for namn in self.rutor},
            bredd=self.bredd,
            hojd=self.hojd,
        )

    def _top(self, namn: str) -> int:
        ruta = self.rutor[namn]
        med_ord = [gang.id for gang in self.spar.ut[namn] if self.pilar[gang.id].text]
        hogst = min((self.portar[id_, "ut"] for id_ in med_ord), default=0)
        return min(ruta.y, ruta.y + ruta.h // 2 + hogst - TEXTRAD)

    def _lane(self, rader: range) -> Ruta:
        forsta = self.gap_y[rader.start]
        is_sist = rader.stop == len(self.rad_y)
        return Ruta(
            0, forsta, self.bredd, (self.hojd if is_sist else self.gap_y[rader.stop]) - forsta
        )

    def _place_columns(self) -> None:
        """The left edge of each column, and of each way in the channels."""
        self.kolumn_x: list[int] = []
        self.kanal_x: dict[tuple[str, str], int] = {}
        x = 0
        for kolumn in range(1 + max(self.ordning.kolumn.values())):
            x += self._words_after(kolumn - 1) + KANAL // 2
            for spar in self.spar.kanaler[kolumn]:
                self.kanal_x[spar] = x
                x += SPAR
            self.kolumn_x.append(x + KANAL // 2)
            x = self.kolumn_x[-1] + KOLUMN
        x += KANAL // 2
        for spar in self.spar.kanaler[len(self.kolumn_x)]:
            self.kanal_x[spar] = x
            x += SPAR
        self.bredd = x + KANAL // 2

    def _words_after(self, kolumn: int) -> int:
        """Room for the longest words of a way out of a gateway in this column."""
        egna = (pil.text for pil in self.modell.pilar if self.ordning.kolumn[pil.fran] == kolumn)
        luft = (KOLUMN - 2 * YTTERST) // 2 - PORT
        return max(0, max((width_of(text) for text in egna if text), default=0) - luft)

    def _share_gaps(self) -> dict[str, int]:
        """The track of each way that runs along a gap: the first where it lies on no other."""
        upptaget: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        given: dict[str, int] = {}
        for gang in self.spar.gangar:
            if gang.slag not in ("lang", "budskap"):
                continue
            fran = self._start_x(gang)
            till = self.kanal_x[gang.id, "in" if gang.slag == "lang" else "ut"]
            vanster, hoger = sorted((fran, till))
            spar = 0
            while any(v < hoger + SPAR and vanster < h + SPAR for v, h in upptaget[gang.gap, spar]):
                spar += 1
            upptaget[gang.gap, spar].append((vanster, hoger))
            given[gang.id] = spar
        return given

    def _start_x(self, gang: Gang) -> int:
        """Where a way enters its gap; messages leave the right half of a step, side by side."""
        if gang.slag == "lang":
            return self.kanal_x[gang.id, "ut"]
        egna = [g.id for g in self.spar.gangar if g.slag == "budskap" and g.fran == gang.fran]
        glest = min(2 * SPAR, KOLUMN // 2 // len(egna))
        hoger = self.kolumn_x[self.ordning.kolumn[gang.fran]] + KOLUMN - SPAR
        return hoger - egna.index(gang.id) * glest

    def _place_rows(self, under: set[str], rum: int) -> None:
        self.gap_y: list[int] = []
        self.rad_y: list[int] = []
        y = 0
        for rad in range(1 + max(self.ordning.rad.values())):
            self.gap_y.append(y)
            y += self._gap_height(rad)
            hojd = self._row_height(rad)
            self.rad_y.append(y + (hojd - RAD) // 2)
            y += hojd
            if any(self.ordning.rad[namn] == rad for namn in under):
                y += rum
        self.gap_y.append(y)
        self.hojd = y + self._gap_height(len(self.rad_y))

    def _row_height(self, rad: int) -> int:
        """As high as a step, or as the ways out of a gateway need."""
        egna = {namn for namn, egen in self.ordning.rad.items() if egen == rad}
        ytterst = max(
            (
                abs(self.portar[gang.id, "ut"])
                for gang in self.spar.gangar
                if gang.fran in egna and gang.slag != "budskap"
            ),
            default=0,
        )
        return max(RAD, 2 * (ytterst + TEXTRAD))

    def _gap_height(self, gap: int) -> int:
        antal = [
            1 + self.gap_spar[gang.id]
            for gang in self.spar.gangar
            if gang.id in self.gap_spar and gang.gap == gap
        ]
        return RADLUFT + SPAR * max(antal, default=0)

    def _box(self, namn: str) -> Ruta:
        slag = self.modell.delar[namn].slag
        x, y = self.kolumn_x[self.ordning.kolumn[namn]], self.rad_y[self.ordning.rad[namn]]
        if slag in ("steg", "partssteg"):
            return Ruta(x, y, KOLUMN, RAD)
        storlek = HANDELSE if slag in ("borjan", "slut") else self._gateway_size(namn)
        return Ruta(x + (KOLUMN - storlek) // 2, y + (RAD - storlek) // 2, storlek, storlek)

    def _gateway_size(self, namn: str) -> int:
        egna = [gang.id for gang in self.spar.ut[namn] + self.spar.in_[namn]]
        ytterst = max(abs(port) for (id_, _), port in self.portar.items() if id_ in egna)
        return max(VAGVAL, 2 * (min(ytterst, YTTERST) + PORT // 2))

    def _ports(self) -> dict[tuple[str, str], int]:
        """How far above (−) or below its part's middle each way leaves («ut») and comes («in»)."""
        portar: dict[tuple[str, str], int] = {}
        for namn in self.modell.delar:
            ut, in_ = self.spar.ut[namn], self.spar.in_[namn]
            ytterst = PORT * len(ut) if any(self.pilar[gang.id].text for gang in ut) else YTTERST
            for gang, port in zip(ut, _spread([gang.ut for gang in ut], ytterst), strict=True):
                portar[gang.id, "ut"] = port
            for gang, port in zip(in_, _spread([gang.in_ for gang in in_], YTTERST), strict=True):
                portar[gang.id, "in"] = port
        return portar

    def _line(self, gang: Gang) -> Linje:
        if gang.slag == "budskap":
            return self._message_line(gang)
        punkter = self._leave(gang)
        fran = punkter[-1]
        till = self._edge(gang.till, self.portar[gang.id, "in"], is_ut=False)
        if gang.slag != "rak":
            x = self.kanal_x[gang.id, "ut"]
            punkter.append((x, fran[1]))
            if gang.slag == "lang":
                y, x_in = self._gap_track(gang), self.kanal_x[gang.id, "in"]
                punkter += [(x, y), (x_in, y)]
                x = x_in
            punkter.append((x, till[1]))
        punkter.append(till)
        text = self.pilar[gang.id].text
        x = self.rutor[gang.fran].x + self.rutor[gang.fran].w + PORT // 2
        etikett = Ruta(x, fran[1] - TEXTRAD, width_of(text), TEXTRAD) if text else None
        return Linje(tuple(punkter), etikett)

    def _leave(self, gang: Gang) -> list[Punkt]:
        """From the edge of a part; by the fork, where the port lies outside it."""
        port = self.portar[gang.id, "ut"]
        inom = max(-YTTERST, min(YTTERST, port))
        x, y = self._edge(gang.fran, inom, is_ut=True)
        if inom == port:
            return [(x, y)]
        klyka = self.rutor[gang.fran].x + self.rutor[gang.fran].w + KLYKA
        return [(x, y), (klyka, y), (klyka, y + port - inom)]

    def _message_line(self, gang: Gang) -> Linje:
        ruta, x, y = self.rutor[gang.fran], self._start_x(gang), self._gap_track(gang)
        ut = self.kanal_x[gang.id, "ut"]
        return Linje(((x, ruta.y + ruta.h), (x, y), (ut, y), (ut, self.hojd)))

    def _gap_track(self, gang: Gang) -> int:
        return self.gap_y[gang.gap] + SPAR + self.gap_spar[gang.id] * SPAR

    def _edge(self, namn: str, port: int, *, is_ut: bool) -> Punkt:
        """Where a way meets the edge of a part: of a square, a circle or a square on its tip."""
        ruta, slag = self.rutor[namn], self.modell.delar[namn].slag
        halv = ruta.w // 2
        if slag in ("borjan", "slut"):
            inat = halv - round((halv**2 - port**2) ** 0.5) if abs(port) < halv else halv
        else:
            inat = 0 if slag in ("steg", "partssteg") else abs(port)
        y = ruta.y + ruta.h // 2 + port
        return (ruta.x + ruta.w - inat if is_ut else ruta.x + inat), y


def _spread(riktning: list[int], ytterst: int) -> list[int]:
    """Ports from above: a straight way in the middle, those upwards over it, the others under."""
    upp, rakt = riktning.count(1), riktning.count(0)
    ner = len(riktning) - upp - rakt
    if rakt:
        mest = max(upp, ner, 1)
        steg = min(PORT, ytterst // mest)
        return [steg * (plats - upp) for plats in range(len(riktning))]
    steg = min(PORT, 2 * ytterst // max(len(riktning) - 1, 1))
    return [round(steg * (plats - (len(riktning) - 1) / 2)) for plats in range(len(riktning))]
