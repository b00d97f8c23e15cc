"""What the akt holds row by row of plans, insatser and what comes after."""

from __future__ import annotations

from django.db.models import Q

from insatser.dokument.helaakten.rader import Radslag
from insatser.models import (
    Eftervard,
    Indikatorvarde,
    Insatsgrund,
    Insatssamtycke,
    Insatsslut,
    Insatsval,
    Malavstamning,
    Malskala,
    Orosmarkering,
    Utfallsforsok,
    Utfallsuppfoljning,
)

PLANERNA = (
    Radslag(
        "Målens skalor",
        Malskala,
        ("mal__plan__arende",),
        {
            "Mål": "mal__specifikt",
            "Mycket sämre än väntat (−2)": "mycket_samre",
            "Sämre än väntat (−1)": "samre",
            "Som väntat (0)": "som_vantat",
            "Bättre än väntat (+1)": "battre",
            "Mycket bättre än väntat (+2)": "mycket_battre",
            "Beskriven av": "beskriven_av",
        },
        "mal__plan__nummer",
        Q(mal__plan__faststalld__isnull=False),
    ),
    Radslag(
        "Grunden för insatserna",
        Insatsgrund,
        ("insats__arende",),
        {
            "Insats": "insats",
            "Form": "form",
            "Beslut": "beslut",
            "Därför är den lämplig": "lampligt",
        },
        "insats__startdatum",
    ),
    Radslag(
        "Samtycke till insatserna",
        Insatssamtycke,
        ("insats__arende",),
        {"Insats": "insats", "Vem": "vem", "Vilka": "namn", "Dag": "dag", "Hur": "satt"},
        "dag",
    ),
)

ARBETET = (
    Radslag(
        "Oro vid ett tillfälle",
        Orosmarkering,
        ("arende",),
        {
            "Markerad": "markerad",
            "Av": "markerad_av",
            "Vad": "vad",
            "Ställning": "stallning",
            "Motivering": "motivering",
            "Avgjord": "avgjord",
            "Avgjord av": "avgjord_av",
        },
        "markerad",
    ),
    Radslag(
        "Avstämningar av målen",
        Malavstamning,
        ("mal__plan__arende",),
        {
            "Gjord": "gjord",
            "Av": "gjord_av",
            "Mål": "mal__specifikt",
            "Så går det": "grad",
            "Det visar det": "visar",
        },
        "gjord",
    ),
    Radslag(
        "Mätvärden",
        Indikatorvarde,
        ("indikator__mal__plan__arende",),
        {
            "Dag": "dag",
            "Vad": "indikator__namn",
            "Värde": "varde",
            "Kommer från": "kalla",
            "Att tänka på": "anteckning",
            "Infört av": "infort_av",
        },
        "dag",
    ),
    Radslag(
        "Insatserna vid uppföljningarna",
        Insatsval,
        ("uppfoljning__arende",),
        {"Vid": "uppfoljning", "Insats": "insats", "Vad händer": "beslut", "Varför": "skal"},
        "uppfoljning__runda",
    ),
    Radslag(
        "Så slutade insatserna",
        Insatsslut,
        ("insats__arende",),
        {"Insats": "insats", "Slut": "insats__slutdatum", "Hur": "hur", "Kommentar": "kommentar"},
        "insats__slutdatum",
    ),
)

EFTERAT = (
    Radslag(
        "Stöd som har erbjudits efteråt",
        Eftervard,
        ("arende",),
        {
            "Vad": "vad",
            "Till vem": "till_vem",
            "Till och med": "till_och_med",
            "Vem de hör av sig till": "kontaktperson",
            "Svar": "svar",
            "Svarade den": "svarat",
            "Gäller inte sedan ärendet öppnades igen": "upphavd",
        },
        "till_och_med",
    ),
    Radslag(
        "Så gick det sedan",
        Utfallsuppfoljning,
        ("arende",),
        {
            "Planerad": "planerad",
            "Grund": "grund",
            "Den som sa ja": "ja_av",
            "Sa ja den": "ja_givet",
            "Ansvarig": "ansvarig",
            "Läge": "lage",
            "Skola eller arbete": "sysselsattning",
            "Stöd": "stod",
            "Egen skattning": "skattning",
            "Egna ord": "egna_ord",
            "Gjord": "gjord",
            "Gjord av": "gjord_av",
            "Gäller inte sedan ärendet öppnades igen": "upphavd",
        },
        "planerad",
    ),
    Radslag(
        "Försök att nå den unge",
        Utfallsforsok,
        ("utfall__arende",),
        {"Dag": "dag", "Hur": "satt", "Av": "gjort_av"},
        "dag",
    ),
)
