"""A report as it arrives, written the way the files under arenden/data/fall are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from config.demo.befolkning import Barn
from config.demo.oden import ANSOKAN, LUL, OROS, SKOLSOCIALT, TREFAS
from config.demo.ord import TEXTER

if TYPE_CHECKING:
    from config.demo.gang import Gang

MYNDIG = 18
MARKUP = (
    "<p>Hej!&nbsp;</p><script>alert('hej')</script><p>{text}</p>\n\n"
    "<!-- klippt ur ett formulär -->\u200e\u0007 "
)
ROLL = {SKOLSOCIALT: "elev", TREFAS: "ungdom", LUL: "ungdom"}
MYNDIGHET = {"Polisen": "polis", "Hälso- och sjukvård": "region", "Åklagare": "aklagare"}


def compose_anmalan(gang: Gang, barnen: Sequence[Barn]) -> dict[str, Any]:
    """One report received now, about these persons of one family."""
    slag = gang.ode.slag
    data: dict[str, Any] = {
        "slag": slag,
        "inkom": timezone.localtime().replace(second=0, microsecond=0).isoformat(),
        "stadsdelsomrade": gang.barn.omrade,
        "anmalare": _reporter(gang),
        "berorda": [_person(gang, barn) for barn in barnen],
        "vardnadshavare": _parents(gang),
        "text": _text(gang),
    }
    data["kanal"] = TEXTER["kanaler"][data["anmalare"]["kategori"]]
    if slag == LUL:
        idag = timezone.localdate()
        data["yttrande"] = {"begart": True, "senast": (idag + timedelta(days=14)).isoformat()}
    if slag == SKOLSOCIALT:
        data |= _consent_and_absence(gang)
    if slag == TREFAS:
        senast = timezone.localdate() + timedelta(days=21)
        data["jurist_narvarande"] = True
        data["markering"] = [
            {"personnummer": gang.barn.nummer, "niva": "gul", "galler_till": senast.isoformat()}
        ]
    return data


def _consent_and_absence(gang: Gang) -> dict[str, Any]:
    idag = timezone.localdate()
    veckor = [iso_week(idag - timedelta(days=7 * antal)) for antal in (3, 2, 1)]
    return {
        "samtycke": {
            "givet_av": [foralder.nummer for foralder in gang.barn.foraldrar],
            "mottagare": ["skola", "socialtjänst"],
            "form": "skriftligt",
            "datum": idag.isoformat(),
        },
        "franvaro": [
            {
                "vecka": vecka,
                "giltig": gang.slump.randint(0, 10),
                "ogiltig": gang.slump.randint(4, 25),
            }
            for vecka in veckor
        ],
    }


def iso_week(dag: date) -> str:
    ar, vecka, _ = dag.isocalendar()
    return f"{ar}-W{vecka:02d}"


def _reporter(gang: Gang) -> dict[str, Any]:
    if "anonym" in gang.ode.extra:
        return {"kategori": "Enskild", "anonym": True}
    kategori = {
        OROS: gang.ord.kategori,
        ANSOKAN: "Vårdnadshavare",
        LUL: "Åklagare",
        SKOLSOCIALT: "Skola",
        TREFAS: "Polisen",
    }[gang.ode.slag]
    if kategori == "Vårdnadshavare" and gang.barn.alder >= MYNDIG:
        return {"kategori": "Enskild", "namn": f"{gang.barn.fornamn} {gang.barn.efternamn}"}
    if kategori == "Vårdnadshavare":
        foralder = gang.barn.foraldrar[0]
        return {
            "kategori": kategori,
            "namn": f"{foralder.fornamn} {foralder.efternamn}",
            "telefon": foralder.telefon,
        }
    return {
        "kategori": kategori,
        "myndighet": _authority(gang, kategori),
        "onskar_aterkoppling": kategori in ("Skola", "Hälso- och sjukvård"),
    }


def _authority(gang: Gang, kategori: str) -> str:
    if kategori == "Skola":
        return gang.barn.skola
    alla = [o for o in gang.stad.organisationer.values() if o.slag == MYNDIGHET[kategori]]
    nara = [o for o in alla if o.stadsdelsomrade == gang.barn.omrade]
    return next(iter([*nara, *alla])).namn


def _person(gang: Gang, barn: Barn) -> dict[str, Any]:
    vuxen = "vuxen" if barn.alder >= MYNDIG else ""
    person: dict[str, Any] = {
        "roll": vuxen or ROLL.get(gang.ode.slag, "barn"),
        "personnummer": barn.nummer or None,
        "fornamn": barn.fornamn,
        "efternamn": barn.efternamn,
        "adress": barn.adress,
        "skyddsniva": barn.skyddsniva,
        "kannetecken": barn.kannetecken,
    }
    if barn.skola:
        person |= {
            "skola": barn.skola,
            "skolform": barn.skolform,
            "huvudman": barn.huvudman,
            "arskurs": barn.arskurs,
        }
    if not barn.nummer:
        person["ungefarlig_alder"] = barn.alder
    return person


def _parents(gang: Gang) -> list[dict[str, Any]]:
    if gang.barn.alder >= MYNDIG or "anonym" in gang.ode.extra:
        return []
    return [
        {
            "personnummer": foralder.nummer,
            "fornamn": foralder.fornamn,
            "efternamn": foralder.efternamn,
            "telefon": foralder.telefon,
            "skyddsniva": gang.barn.skyddsniva,
        }
        for foralder in gang.barn.foraldrar
    ]


def _text(gang: Gang) -> str:
    ord_ = gang.ord
    match gang.ode.slag:
        case "ansokan":
            text = ord_.ur("ansokan")
        case "underrattelse_lul":
            text = ord_.ur("lul")
        case "trefas":
            text = ord_.ur("trefas")
        case _:
            text = ord_.anmalan()
    return MARKUP.format(text=text) * 40 if gang.ode.egenhet == "markup" else text
