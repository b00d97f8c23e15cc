from insatser.models.arbetsgang import (
    Arbetsgang,
    Arbetsgangsfard,
    Partsinbjudan,
    Stegutfall,
)
from insatser.models.avslut import Avslut
from insatser.models.behov import Behov
from insatser.models.fard import Arendefard, Arendeprocess
from insatser.models.indikator import Indikator
from insatser.models.insats import Insats, Tillfalle
from insatser.models.insatsgrund import Insatsgrund, Insatssamtycke
from insatser.models.insatstyp import Insatstyp, Insatstypversion
from insatser.models.motor import Flodesflytt, Fordelning, Omtag, Overlamning, Uppehall
from insatser.models.overflyttning import Overflyttning
from insatser.models.plan import Mal, Plan
from insatser.models.planatagande import Planatagande
from insatser.models.rattelse import Beslutsrattelse, Omprovning
from insatser.models.uppfoljning import Maluppfyllelse, Uppfoljning
from insatser.models.utlamnande import Utlamnandepost

__all__ = [
    "Arbetsgang",
    "Arbetsgangsfard",
    "Arendefard",
    "Arendeprocess",
    "Avslut",
    "Behov",
    "Beslutsrattelse",
    "Flodesflytt",
    "Fordelning",
    "Indikator",
    "Insats",
    "Insatsgrund",
    "Insatssamtycke",
    "Insatstyp",
    "Insatstypversion",
    "Mal",
    "Maluppfyllelse",
    "Omprovning",
    "Omtag",
    "Overflyttning",
    "Overlamning",
    "Partsinbjudan",
    "Plan",
    "Planatagande",
    "Stegutfall",
    "Tillfalle",
    "Uppehall",
    "Uppfoljning",
    "Utlamnandepost",
]
