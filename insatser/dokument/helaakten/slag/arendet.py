"""What the akt holds row by row of the ärende itself, part by part."""

from __future__ import annotations

from arenden.models import (
    Aktualitetsforfragan,
    Aterkoppling,
    Fristflytt,
    Fristforlangning,
    Fristvila,
    Identitetsbeteckning,
    Namngivning,
    Placeringsoverlamning,
    Sammanforing,
    Underrattelse,
    UppfoljningUtanInsats,
    Uppgiftsbegaran,
)
from arenden.rules.fristforlopp import all_vilogrunder
from insatser.dokument.helaakten.rader import Radslag
from insatser.models import (
    Fordelning,
    Omtag,
    Overlamning,
    Uppehall,
)


def _ground_of_rest(vila: Fristvila) -> str:
    namn = {rad.grund: rad.namn for rad in all_vilogrunder()}
    return str(namn.get(vila.grund, vila.grund))


PERSONEN = (
    Radslag(
        "Identitetsnummer",
        Identitetsbeteckning,
        ("akt",),
        {"Slag": "slag", "Nummer": "nummer", "Från": "giltig_fran", "Till": "giltig_till"},
        "giltig_fran",
    ),
)

INFLODET = (
    Radslag(
        "Återkoppling till den som anmälde",
        Aterkoppling,
        ("anmalan__arende",),
        {
            "Lämnad": "lamnad",
            "Av": "lamnad_av",
            "Besked": "uppgift",
            "Därför lämnades inget": "motivering",
        },
        "lamnad",
    ),
    Radslag(
        "Underrättelse om utredningen",
        Underrattelse,
        ("utredning__arende",),
        {
            "Gjord": "gjord",
            "Av": "gjord_av",
            "Berörda är underrättade": "underrattad",
            "Vilka": "vilka",
            "Hur": "satt",
            "Särskilda skäl": "skal",
        },
        "gjord",
    ),
    Radslag(
        "Frågor till andra nämnder",
        Aktualitetsforfragan,
        ("arende",),
        {
            "Ställd": "stalld",
            "Av": "fragad_av",
            "Till": "tillfragad",
            "Identitetsnummer": "nummer",
            "Ändamål": "andamal",
            "Svar": "svar",
            "Besvarad": "besvarad",
            "Besvarad av": "besvarad_av",
        },
        "stalld",
    ),
    Radslag(
        "Sammanfört med ett annat ärende",
        Sammanforing,
        ("fran", "till"),
        {
            "Från": "fran__arendenummer",
            "Till": "till__arendenummer",
            "Steget det stod i": "steg",
            "Motivering": "motivering",
            "Gjort": "gjord",
            "Av": "gjord_av",
            "Ångrat": "angrad",
            "Ångrat av": "angrad_av",
        },
        "gjord",
    ),
)

FRISTERNA = (
    Radslag(
        "Längre tid",
        Fristforlangning,
        ("frist__arende",),
        {
            "Beslutat": "beslutad",
            "Av": "beslutad_av",
            "Grund": "grund",
            "Lagrum": "lagrum",
            "Sista dag före": "tidigare",
            "Ny sista dag": "till",
            "Motivering": "motivering",
        },
        "beslutad",
    ),
    Radslag(
        "Vila",
        Fristvila,
        ("frist__arende",),
        {
            "Från": "fran",
            "Till": "till",
            "Grund": _ground_of_rest,
            "Lagrum": "lagrum",
            "Motivering": "motivering",
            "Beslutat av": "beslutad_av",
            "Därför går tiden igen": "motivering_igen",
            "Avslutad av": "avslutad_av",
        },
        "fran",
    ),
    Radslag(
        "Ändrad början",
        Fristflytt,
        ("frist__arende",),
        {
            "Beslutat": "beslutad",
            "Av": "beslutad_av",
            "Räknades från": "tidigare",
            "Motivering": "motivering",
        },
        "beslutad",
    ),
)

UTREDNINGEN = (
    Radslag(
        "Uppgifter som har begärts",
        Uppgiftsbegaran,
        ("utredning__arende",),
        {
            "Begärt": "begard",
            "Av": "begard_av",
            "Till": "till",
            "Vad": "vad",
            "Hur": "satt",
            "Svar senast": "senast",
            "Svar": "svar",
            "Svaret kom": "besvarad",
        },
        "begard",
    ),
)

BESLUTEN = (
    Radslag(
        "Överlämning av en placering",
        Placeringsoverlamning,
        ("beslut__arende",),
        {
            "Lämnat": "lamnad",
            "Av": "gjord_av",
            "Till": "till",
            "Omfattar": "omfattar",
            "Kvitterat": "kvittens",
            "Kvitterat av": "kvitterad_av",
        },
        "lamnad",
    ),
    Radslag(
        "Uppföljning utan insats",
        UppfoljningUtanInsats,
        ("arende",),
        {
            "Gjord": "gjord",
            "Av": "gjord_av",
            "Vilka som vet om den": "informerade",
            "Så har barnet det": "sammanfattning",
            "Barnets egna ord": "barnets_rost",
            "Vad händer nu": "beslut",
        },
        "gjord",
    ),
)

HANDLAGGNINGEN = (
    Radslag(
        "Uppehåll",
        Uppehall,
        ("arbetsgang__arende",),
        {"Från": "fran", "Till": "till", "Skäl": "skal", "Av": "av"},
        "fran",
    ),
    Radslag(
        "Omtag",
        Omtag,
        ("arende",),
        {"När": "nar", "Vad": "slag", "Skäl": "skal", "Av": "av"},
        "nar",
    ),
    Radslag(
        "Byte av handläggare",
        Overlamning,
        ("arende",),
        {
            "Erbjudet": "erbjuden",
            "Från": "fran",
            "Till": "till",
            "Enhet": "enhet",
            "Anteckning": "anteckning",
            "Svar": "svar",
            "Svarat": "svarad",
            "Kommentar": "kommentar",
        },
        "erbjuden",
    ),
    Radslag(
        "Fördelning",
        Fordelning,
        ("arende",),
        {
            "Fördelat": "fordelad",
            "Av": "av",
            "Handläggare före": "fore",
            "Enhet före": "fore_enhet",
            "Handläggare": "till",
            "Ångrat": "angrad",
        },
        "fordelad",
    ),
    Radslag(
        "Namngivna för akten",
        Namngivning,
        ("akt",),
        {"Vem": "anvandare", "Vad": "omfattning", "Skäl": "motivering", "När": "skapad"},
        "skapad",
    ),
)
