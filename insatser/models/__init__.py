from insatser.models.arbetsgang import (
    Arbetsgang,
    Arbetsgangsfard,
    Partsinbjudan,
    Stegutfall,
)
from insatser.models.avslut import Avslut, Insatsslut
from insatser.models.behov import Behov
from insatser.models.efter_avslut import (
    Avslutsaterkoppling,
    Eftervard,
    Utfallsforsok,
    Utfallsuppfoljning,
)
from insatser.models.fard import Arendefard, Arendeprocess
from insatser.models.indikator import Indikator
from insatser.models.indikatorvarde import Indikatorvarde
from insatser.models.insats import Insats
from insatser.models.insatsgrund import Insatsgrund, Insatssamtycke
from insatser.models.insatstyp import Insatstyp, Insatstypversion
from insatser.models.kalender import Kalenderlank
from insatser.models.motor import Flodesflytt, Fordelning, Omtag, Overlamning, Uppehall
from insatser.models.overflyttning import Overflyttning
from insatser.models.plan import Mal, Plan
from insatser.models.planatagande import Planatagande
from insatser.models.rattelse import Beslutsrattelse, Omprovning
from insatser.models.tillfalle import Orosmarkering, Tillfalle
from insatser.models.uppfoljning import (
    Barnsvar,
    Insatsval,
    Malavstamning,
    Malskala,
    Maluppfyllelse,
    Uppfoljning,
)
from insatser.models.utlamnande import Utlamnandepost
from insatser.models.utlamnandekopia import Utlamnandekopia

__all__ = [
    "Arbetsgang",
    "Arbetsgangsfard",
    "Arendefard",
    "Arendeprocess",
    "Avslut",
    "Avslutsaterkoppling",
    "Barnsvar",
    "Behov",
    "Beslutsrattelse",
    "Eftervard",
    "Flodesflytt",
    "Fordelning",
    "Indikator",
    "Indikatorvarde",
    "Insats",
    "Insatsgrund",
    "Insatssamtycke",
    "Insatsslut",
    "Insatstyp",
    "Insatstypversion",
    "Insatsval",
    "Kalenderlank",
    "Mal",
    "Malavstamning",
    "Malskala",
    "Maluppfyllelse",
    "Omprovning",
    "Omtag",
    "Orosmarkering",
    "Overflyttning",
    "Overlamning",
    "Partsinbjudan",
    "Plan",
    "Planatagande",
    "Stegutfall",
    "Tillfalle",
    "Uppehall",
    "Uppfoljning",
    "Utfallsforsok",
    "Utfallsuppfoljning",
    "Utlamnandekopia",
    "Utlamnandepost",
]
