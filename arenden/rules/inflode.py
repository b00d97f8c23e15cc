"""A report as it arrives, read into plain values; every fault is told, with its place in the file.

Text is kept exactly as written, markup and control characters included. Nothing is guessed: an
unknown key is a fault, since it may hold something that must not be lost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from arenden.rules.identitet import Nummer
from arenden.rules.inflode_falt import Fel, Lasare, shown
from arenden.rules.inflode_poster import (
    Anmalare,
    Berord,
    Franvaro,
    Handelse,
    Markering,
    Samtycke,
    Vardnadshavare,
    Yttrande,
    read_anmalare,
    read_berord,
    read_franvaro,
    read_handelse,
    read_markering,
    read_samtycke,
    read_vardnadshavare,
    read_yttrande,
)

LANGSTA_FIL = 1_000_000
NYCKLAR = frozenset({
    "slag", "inkom", "kanal", "stadsdelsomrade", "anmalare", "berorda", "vardnadshavare",
    "handelse", "yttrande", "franvaro", "samtycke", "markering", "jurist_narvarande", "text",
})  # fmt: skip


class Slag(StrEnum):
    OROSANMALAN = "orosanmalan"
    ANSOKAN = "ansokan"
    UNDERRATTELSE_LUL = "underrattelse_lul"
    SKOLSOCIALT_TEAM = "skolsocialt_team"
    TREFAS = "trefas"


@dataclass(frozen=True)
class Inflode:
    """One report. `inkom` is aware: receipt to the minute, from which every clock counts."""

    slag: Slag
    inkom: datetime
    kanal: str
    stadsdelsomrade: str
    anmalare: Anmalare
    berorda: tuple[Berord, ...]
    vardnadshavare: tuple[Vardnadshavare, ...]
    text: str
    handelse: Handelse | None = None
    yttrande: Yttrande | None = None
    franvaro: tuple[Franvaro, ...] = ()
    samtycke: Samtycke | None = None
    markering: tuple[Markering, ...] = ()
    jurist_narvarande: bool = False


class OgiltigtInflode(ValueError):
    """The file cannot be registered; `fel` holds every reason, each with its place."""

    def __init__(self, fel: list[Fel]) -> None:
        super().__init__("\n".join(map(str, fel)))
        self.fel = fel


def read_inflode(fil: bytes, *, idag: date) -> Inflode:
    """Read a file as received. Raises OgiltigtInflode, with the line where the JSON breaks."""
    if len(fil) > LANGSTA_FIL:
        raise OgiltigtInflode([Fel("filen", "Filen är större än 1 MB. Dela upp den.")])
    try:
        # strict=False: control characters inside a text are kept
        data = json.loads(fil.decode("utf-8-sig"), strict=False, object_pairs_hook=_unique_keys)
    except UnicodeDecodeError as error:
        fel = Fel("filen", f"Tecknet på plats {error.start + 1} är inte UTF-8. Spara om filen.")
        raise OgiltigtInflode([fel]) from error
    except json.JSONDecodeError as error:
        plats = f"rad {error.lineno}, tecken {error.colno}"
        raise OgiltigtInflode([Fel(plats, "Filen är inte hel JSON här. Rätta den.")]) from error
    except OgiltigtInflode:
        raise
    except ValueError as error:
        raise OgiltigtInflode([Fel("filen", "Filen har ett tal som är för långt.")]) from error
    except RecursionError as error:
        raise OgiltigtInflode([Fel("filen", "Filen har för många nivåer.")]) from error
    return parse_inflode(data, idag=idag)


def _unique_keys(par: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(par)
    if len(data) < len(par):
        nycklar = [nyckel for nyckel, _ in par]
        dubbla = sorted({nyckel for nyckel in nycklar if nycklar.count(nyckel) > 1})
        raise OgiltigtInflode(
            [Fel(shown(nyckel), "Uppgiften står två gånger.") for nyckel in dubbla]
        )
    return data


def parse_inflode(data: object, *, idag: date) -> Inflode:
    """Validate a whole report. Raises OgiltigtInflode with all faults, not the first."""
    if not isinstance(data, Mapping):
        raise OgiltigtInflode([Fel("filen", "Filen ska innehålla ett objekt, { … }.")])
    las = Lasare(data, "", [], idag)
    las.refuse_unknown(NYCKLAR)
    slag = las.choice("slag", [s.value for s in Slag], required=True)
    anmalare = las.child("anmalare", read_anmalare)
    inkom = las.instant("inkom", required=True)
    if anmalare is None and slag:
        las.add("anmalare", "Anmälare saknas. Ange kategori, även när anmälaren är anonym.")
    inflode = Inflode(
        slag=Slag(slag or Slag.OROSANMALAN),
        inkom=inkom or datetime.min.replace(tzinfo=UTC),
        kanal=las.line("kanal", 80, required=True),
        stadsdelsomrade=las.line("stadsdelsomrade", 40),
        anmalare=anmalare or Anmalare(kategori=""),
        berorda=las.children("berorda", read_berord),
        vardnadshavare=las.children("vardnadshavare", read_vardnadshavare),
        text=las.text("text", 100_000, required=True),
        handelse=las.child("handelse", read_handelse),
        yttrande=las.child("yttrande", read_yttrande),
        franvaro=las.children("franvaro", read_franvaro),
        samtycke=las.child("samtycke", read_samtycke),
        markering=las.children("markering", read_markering),
        jurist_narvarande=las.flag("jurist_narvarande"),
    )
    _check_whole(inflode, las)
    if las.fel:
        raise OgiltigtInflode(las.fel)
    return inflode


def _check_whole(inflode: Inflode, las: Lasare) -> None:
    """What no single field can know."""
    if not inflode.berorda:
        las.add("berorda", "Ange minst en person som det gäller.")
    if inflode.inkom.astimezone(UTC).date() > las.idag:
        las.add("inkom", "Tiden har inte varit än. Ange när anmälan kom in.")
    sedda: set[Nummer] = set()
    for plats, berord in enumerate(inflode.berorda):
        if berord.nummer in sedda:
            las.add(f"berorda[{plats}].personnummer", "Samma person står två gånger.")
        elif berord.nummer:
            sedda.add(berord.nummer)
    _check_by_slag(inflode, las)


def _check_by_slag(inflode: Inflode, las: Lasare) -> None:
    if inflode.slag is not Slag.TREFAS:
        if inflode.markering:
            las.add("markering", "Riskmarkering förekommer bara i Trefas.")
        return
    if not inflode.jurist_narvarande:
        las.add("jurist_narvarande", "Trefas kräver att en jurist är närvarande.")
    berorda = {berord.nummer for berord in inflode.berorda}
    for plats, markering in enumerate(inflode.markering):
        if markering.nummer not in berorda:
            las.add(f"markering[{plats}].personnummer", "Personen finns inte bland de berörda.")


def fingerprint(inflode: Inflode) -> bytes:
    """SHA-256 of what the report says, however its file is laid out: sent twice, it is one.

    What is absent, empty or false says the same, so a field added later changes no old print.
    """
    innehall = json.dumps(_said(asdict(inflode)), sort_keys=True, default=_plain)
    return hashlib.sha256(innehall.encode()).digest()


def _said(varde: Any) -> Any:
    if isinstance(varde, dict):
        delar = {nyckel: _said(del_) for nyckel, del_ in varde.items()}
        return {nyckel: del_ for nyckel, del_ in delar.items() if del_ not in (None, "", False, [])}
    return [_said(del_) for del_ in varde] if isinstance(varde, (list, tuple)) else varde


def _plain(varde: date) -> str:
    return (varde.astimezone(UTC) if isinstance(varde, datetime) else varde).isoformat()


@dataclass(frozen=True)
class Inledning:
    """What a kind of report starts at once, and the law behind it.

    `frister`: the kinds of clocks that run from receipt, for each person her own.
    """

    skyddsbedomning: bool
    forhandsbedomning: bool
    inleder_utredning: bool
    frister: tuple[str, ...]
    lagrum: str
    besked: str


INLEDNING: Mapping[Slag, Inledning] = {
    Slag.OROSANMALAN: Inledning(
        skyddsbedomning=True,
        forhandsbedomning=True,
        inleder_utredning=False,
        frister=("skyddsbedomning", "forhandsbedomning"),
        lagrum="SoL 20:1–2",
        besked="Bedöm genast om barnet behöver skydd. Besluta inom 14 dagar om att inleda.",
    ),
    Slag.UNDERRATTELSE_LUL: Inledning(
        skyddsbedomning=True,
        forhandsbedomning=True,
        inleder_utredning=False,
        frister=("skyddsbedomning", "forhandsbedomning"),
        lagrum="LUL 5–7, 11–12 §§; SoL 20:1–2",
        besked="Bedöm genast om den unge behöver skydd. Yttra dig när åklagaren har begärt det.",
    ),
    Slag.ANSOKAN: Inledning(
        skyddsbedomning=False,
        forhandsbedomning=False,
        inleder_utredning=True,
        frister=("utredning",),
        lagrum="SoL 11:1, 14:2",
        besked="En ansökan inleder en utredning genast. Här gäller inte 14 dagar.",
    ),
    Slag.SKOLSOCIALT_TEAM: Inledning(
        skyddsbedomning=False,
        forhandsbedomning=False,
        inleder_utredning=False,
        frister=(),
        lagrum="SoL 11:5, 21:2",
        besked="Insats utan behovsprövning. Under 15 år krävs vårdnadshavarnas samtycke.",
    ),
    Slag.TREFAS: Inledning(
        skyddsbedomning=False,
        forhandsbedomning=True,
        inleder_utredning=False,
        frister=("trefas_markering",),
        lagrum="OSL 10:15a, 10:18a; SoL 14:2",
        besked="Ta ställning till om en utredning ska inledas. Markeringen stannar i teamet.",
    ),
}


def inledning(inflode: Inflode) -> Inledning:
    """What this report starts. A requested yttrande adds its own clock."""
    start = INLEDNING[inflode.slag]
    if inflode.yttrande is None or not inflode.yttrande.begart:
        return start
    return Inledning(**{**asdict(start), "frister": (*start.frister, "yttrande_lul")})


__all__ = [
    "INLEDNING", "Fel", "Inflode", "Inledning", "OgiltigtInflode", "Slag",
    "fingerprint", "inledning", "parse_inflode", "read_inflode",
]  # fmt: skip
