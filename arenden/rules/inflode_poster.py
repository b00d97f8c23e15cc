"""The parts of a report: who reports, whom it is about, what happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from arenden.rules.identitet import Nummer
from arenden.rules.inflode_falt import Lasare

ROLLER = ("barn", "ungdom", "elev", "vuxen")
SKYDDSNIVAER = ("ingen", "sekretessmarkering", "skyddad_folkbokforing")
SKOLFORMER = ("grundskola", "anpassad grundskola", "gymnasieskola", "anpassad gymnasieskola")
HUVUDMAN = ("kommunal", "fristående")
LAGFORING = ("misstanke", "åtal", "dom", "strafföreläggande", "åtalsunderlåtelse")
FARGER = ("grön", "gul", "röd")
VECKA = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True)
class Anmalare:
    kategori: str
    myndighet: str = ""
    namn: str = ""
    telefon: str = ""
    onskar_aterkoppling: bool = False
    anonym: bool = False


def read_anmalare(las: Lasare) -> Anmalare:
    las.refuse_unknown(Anmalare.__dataclass_fields__)
    anmalare = Anmalare(
        kategori=las.line("kategori", 60, required=True),
        myndighet=las.text("myndighet", 200),
        namn=las.text("namn", 200),
        telefon=las.text("telefon", 40),
        onskar_aterkoppling=las.flag("onskar_aterkoppling"),
        anonym=las.flag("anonym"),
    )
    if anmalare.anonym and anmalare.namn:
        las.add("namn", "Anmälaren är anonym. Ta bort namnet eller ange anonym: false.")
    return anmalare


@dataclass(frozen=True)
class Berord:
    """A person the report is about. Without a number there is something to recognise her by."""

    roll: str
    nummer: Nummer | None = None
    fornamn: str = ""
    efternamn: str = ""
    adress: str = ""
    telefon: str = ""
    skola: str = ""
    skolform: str = ""
    huvudman: str = ""
    arskurs: int | None = None
    ungefarlig_alder: int | None = None
    kannetecken: str = ""
    skyddsniva: str = "ingen"


def read_berord(las: Lasare) -> Berord:
    las.refuse_unknown((Berord.__dataclass_fields__.keys() - {"nummer"}) | {"personnummer"})
    berord = Berord(
        roll=las.choice("roll", ROLLER, required=True),
        nummer=las.nummer("personnummer"),
        fornamn=las.text("fornamn", 100),
        efternamn=las.text("efternamn", 100),
        adress=las.text("adress", 300),
        telefon=las.text("telefon", 40),
        skola=las.text("skola", 120),
        skolform=las.choice("skolform", SKOLFORMER),
        huvudman=las.choice("huvudman", HUVUDMAN),
        arskurs=las.number("arskurs", 0, 13),
        ungefarlig_alder=las.number("ungefarlig_alder", 0, 110),
        kannetecken=las.text("kannetecken", 1_000),
        skyddsniva=las.choice("skyddsniva", SKYDDSNIVAER) or "ingen",
    )
    if not las.data.get("personnummer") and not (
        berord.fornamn or berord.efternamn or berord.kannetecken
    ):
        las.add("personnummer", "Ange nummer, namn eller kännetecken.")
    return berord


@dataclass(frozen=True)
class Vardnadshavare:
    nummer: Nummer | None = None
    fornamn: str = ""
    efternamn: str = ""
    telefon: str = ""
    skyddsniva: str = "ingen"


def read_vardnadshavare(las: Lasare) -> Vardnadshavare:
    las.refuse_unknown({"personnummer", "fornamn", "efternamn", "telefon", "skyddsniva"})
    return Vardnadshavare(
        nummer=las.nummer("personnummer"),
        fornamn=las.text("fornamn", 100),
        efternamn=las.text("efternamn", 100),
        telefon=las.text("telefon", 40),
        skyddsniva=las.choice("skyddsniva", SKYDDSNIVAER) or "ingen",
    )


@dataclass(frozen=True)
class Handelse:
    brottsrubricering: str = ""
    tidpunkt: datetime | None = None
    plats: str = ""
    lagforing: str = ""
    forsta_lagforing: bool = False


def read_handelse(las: Lasare) -> Handelse:
    las.refuse_unknown(Handelse.__dataclass_fields__)
    return Handelse(
        brottsrubricering=las.text("brottsrubricering", 200),
        tidpunkt=las.instant("tidpunkt"),
        plats=las.text("plats", 200),
        lagforing=las.choice("lagforing", LAGFORING),
        forsta_lagforing=las.flag("forsta_lagforing"),
    )


@dataclass(frozen=True)
class Yttrande:
    begart: bool
    senast: date | None = None


def read_yttrande(las: Lasare) -> Yttrande:
    las.refuse_unknown(Yttrande.__dataclass_fields__)
    begart = las.flag("begart")
    return Yttrande(begart=begart, senast=las.day("senast", required=begart))


@dataclass(frozen=True)
class Franvaro:
    """Hours of absence in one ISO week."""

    vecka: str
    giltig: int
    ogiltig: int


def read_franvaro(las: Lasare) -> Franvaro:
    las.refuse_unknown(Franvaro.__dataclass_fields__)
    vecka = las.text("vecka", 8, required=True)
    if vecka and not _is_week(vecka):
        las.add("vecka", "Skriv veckan som 2026-W46.")
    return Franvaro(
        vecka=vecka,
        giltig=las.number("giltig", 0, 80, required=True) or 0,
        ogiltig=las.number("ogiltig", 0, 80, required=True) or 0,
    )


def _is_week(text: str) -> bool:
    delar = VECKA.fullmatch(text)
    if delar is None:
        return False
    try:
        date.fromisocalendar(int(delar[1]), int(delar[2]), 1)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Samtycke:
    givet_av: tuple[Nummer, ...]
    mottagare: tuple[str, ...]
    form: str
    datum: date | None


def read_samtycke(las: Lasare) -> Samtycke:
    las.refuse_unknown(Samtycke.__dataclass_fields__)
    return Samtycke(
        givet_av=las.numren("givet_av"),
        mottagare=las.texts("mottagare", 60),
        form=las.choice("form", ("skriftligt", "muntligt"), required=True),
        datum=las.day("datum", required=True),
    )


@dataclass(frozen=True)
class Markering:
    nummer: Nummer | None
    niva: str
    galler_till: date | None


def read_markering(las: Lasare) -> Markering:
    las.refuse_unknown({"personnummer", "niva", "galler_till"})
    return Markering(
        nummer=las.nummer("personnummer", required=True),
        niva=las.choice("niva", FARGER, required=True),
        galler_till=las.day("galler_till", required=True),
    )
