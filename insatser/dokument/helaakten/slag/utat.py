"""What the akt holds row by row of what left the house."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from arenden.models import Aktuttag
from insatser.dokument.helaakten.rader import Radslag
from insatser.models import (
    Avslutsaterkoppling,
    Overflyttning,
    Utlamnandekopia,
    Utlamnandepost,
)
from samverkansteam.models import Delgivning


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


def _frozen(namn: str) -> Callable[[Utlamnandekopia], str]:
    """What a copy says, as the receiver has it."""
    return lambda kopia: str((kopia.innehall or {}).get(namn, ""))


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
            "Hur": "form",
            "Sagt": "sagt",
            "Kan läsas till och med": "lases_till",
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
        "Kopior som har lämnats ut",
        Utlamnandekopia,
        ("post__arbetsgang__arende",),
        {
            "Lämnad": "post__lamnad",
            "Vad": _frozen("rubrik"),
            "Det som lämnades": _frozen("text"),
            "Förbehåll": _frozen("forbehall"),
            "Därför visas det som annars är skyddat": "skal_att_visa",
            "Genomläst av": "fryst_av",
        },
        "post__lamnad",
        Q(post__lamnad__isnull=False),
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
