"""What the akt holds row by row of the team, and of what left the house."""

from __future__ import annotations

from arenden.models import Aktuttag
from insatser.dokument.helaakten.rader import Radslag
from insatser.models import (
    Avslutsaterkoppling,
    Overflyttning,
    Utlamnandepost,
)
from samverkansteam.models import (
    Delgivning,
    Franvarovecka,
    GemensamAtgard,
    Samtycke,
    Teamarende,
    Uppgiftsslag,
)


def _allowed(samtycke: Samtycke) -> str:
    ord_ = dict(Uppgiftsslag.choices)
    return ", ".join(str(ord_.get(kod, kod)) for kod in samtycke.slag)


def _absence(rad: Franvarovecka) -> str:
    giltig, ogiltig, sen = (rad.timmar.get(namn, 0) for namn in ("giltig", "ogiltig", "sen"))
    return f"{giltig} timmar giltig, {ogiltig} timmar ogiltig, sen {sen} gånger"


def _conditions(delgivning: Delgivning) -> str:
    """The questions of the ground that opened secrecy, each with the answer that somebody gave."""
    if delgivning.lagrum is None or not delgivning.svar:
        return ""
    svar = delgivning.svar
    return "\n".join(
        f"{villkor.fraga} {'Ja' if svar[villkor.kod] else 'Nej'}"
        for villkor in delgivning.lagrum.regel().villkor
        if villkor.kod in svar
    )


SAMVERKAN = (
    Radslag(
        "Team",
        Teamarende,
        ("arende",),
        {"Team": "team", "Från": "fran", "Till": "till"},
        "fran",
    ),
    Radslag(
        "Samtycken",
        Samtycke,
        ("akt",),
        {
            "Den som samtycker": "givare",
            "Mottagare": "mottagare",
            "Det som får delas": _allowed,
            "Form": "form",
            "Så förklarades det": "forklarat",
            "Från och med": "fran",
            "Till och med": "till",
            "Registrerat av": "registrerat_av",
            "Återkallat": "aterkallat",
        },
        "registrerat",
    ),
    Radslag(
        "Frånvaro",
        Franvarovecka,
        ("teamarende__arende",),
        {"Vecka": "vecka", "Frånvaro": _absence},
        "vecka",
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
)

UTLAMNAT = (
    Radslag(
        "Delgivet i teamet",
        Delgivning,
        ("teamarende__arende",),
        {
            "När": "beslutad",
            "Av": "beslutad_av",
            "Mottagare": "mottagare",
            "Utfall": "utfall",
            "Lagrum": "lagrum",
            "Det som lämnades": "innehall",
            "Ändamål": "andamal",
            "Svar på villkoren": _conditions,
            "Avvägning": "avvagning",
            "Därför lämnades det inte": "skal",
        },
        "beslutad",
    ),
    Radslag(
        "Berättat vid avslutet",
        Avslutsaterkoppling,
        ("arende",),
        {
            "Mottagare": "mottagare",
            "Besked": "besked",
            "Därför inget": "skal",
            "Brevet": "brev",
            "Lämnat": "lamnad",
            "Hur": "satt",
            "Av": "lamnad_av",
            "Gäller inte sedan ärendet öppnades igen": "upphavd",
        },
        "pk",
    ),
    Radslag(
        "Begäran att få ut handlingar",
        Utlamnandepost,
        ("arbetsgang__arende",),
        {
            "Prövat": "provad",
            "Av": "provad_av",
            "Vad": "rubrik",
            "Slag": "slag",
            "Utfall": "utfall",
            "Paragraf i OSL": "lagrum",
            "Struket": "struket",
            "Skäl": "skal",
            "Lämnat": "lamnad",
        },
        "provad",
    ),
    Radslag(
        "Frågor om att ta över ärendet",
        Overflyttning,
        ("arende",),
        {
            "Begärt": "begard",
            "Av": "begard_av",
            "Till nämnden": "tillfragad",
            "Till kommunen": "kommun",
            "Grund": "grund",
            "Skäl": "skal",
            "Det som följer med": "innehall",
            "Svar": "svar",
            "Skäl för svaret": "svarsskal",
            "Besvarat": "besvarad",
            "Besvarat av": "besvarad_av",
            "Återkallat": "aterkallad",
            "Överlämnat": "overlamnad",
            "Ärendenummer hos mottagaren": "mottaget",
        },
        "begard",
    ),
    Radslag(
        "Egna utskrifter av hela akten",
        Aktuttag,
        ("arende",),
        {
            "När": "gjort",
            "Av": "gjort_av",
            "Skäl": "skal",
            "Filens fingeravtryck (SHA-256)": "fingeravtryck",
        },
        "gjort",
    ),
)
