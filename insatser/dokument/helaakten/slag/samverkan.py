"""What the akt holds row by row of the teams that work with it."""

from __future__ import annotations

from insatser.dokument.helaakten.rader import Radslag
from samverkansteam.models import (
    Bidragsintag,
    Delaktighet,
    Franvarovecka,
    GemensamAtgard,
    Gymnasiebehorighet,
    Orsakshypotes,
    Teamarende,
)


def _absence(rad: Franvarovecka) -> str:
    giltig, ogiltig, sen = (rad.timmar.get(namn, 0) for namn in ("giltig", "ogiltig", "sen"))
    return f"{giltig} timmar giltig, {ogiltig} timmar ogiltig, sen {sen} gånger"


TEAMEN = (
    Radslag(
        "Team",
        Teamarende,
        ("arende",),
        {"Team": "team", "Från": "fran", "Till": "till"},
        "fran",
    ),
)

ARBETET_I_TEAMEN = (
    Radslag(
        "Så var barnet och vårdnadshavarna med",
        Delaktighet,
        ("teamarende__arende",),
        {
            "Dag": "dag",
            "Möte": "mote",
            "Barnet eller den unge": "barnet",
            "Med egna ord": "barnets_ord",
            "Vårdnadshavarna": "vardnadshavare",
            "Vårdnadshavarnas ord": "vardnadshavares_ord",
            "Skrivet av": "skriven_av",
        },
        "dag",
    ),
    Radslag(
        "Frånvaro",
        Franvarovecka,
        ("teamarende__arende",),
        {"Vecka": "vecka", "Frånvaro": _absence},
        "vecka",
    ),
    Radslag(
        "Tänkbara orsaker till frånvaron",
        Orsakshypotes,
        ("teamarende__arende",),
        {
            "Skriven": "skriven",
            "Av": "skriven_av",
            "Område": "omrade",
            "Vad orsaken kan vara": "hypotes",
            "Det som talar för och emot": "talar_for",
            "Det som har prövats": "provat",
            "Läge": "lage",
            "Därför": "slutsats",
        },
        "skriven",
    ),
    Radslag(
        "Behörighet till gymnasiet",
        Gymnasiebehorighet,
        ("teamarende__arende",),
        {
            "Vårterminen": "ar",
            "Behörighet": "utfall",
            "Det som hjälper eleven vidare": "vagen",
            "Skriven av": "skriven_av",
        },
        "ar",
    ),
    Radslag(
        "Gemensamma åtgärder",
        GemensamAtgard,
        ("teamarende__arende",),
        {
            "När": "nar",
            "Vad": "slag",
            "Minuter": "minuter",
            "Notering": "notering",
            "Av": "loggad_av",
        },
        "nar",
    ),
    Radslag(
        "Det som en part har skrivit och som har förts in",
        Bidragsintag,
        ("teamarende__arende",),
        {
            "Beslutat": "beslutat",
            "Av": "beslutat_av",
            "Från": "bidrag__part",
            "Grund": "grund",
            "Varför": "skal",
            "Står i journalen": "anteckning__nar",
        },
        "beslutat",
    ),
)
