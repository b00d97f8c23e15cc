from insatser.models.arbetsgang import (
    Arbetsgang,
    Arbetsgangsfard,
    Partsinbjudan,
    Stegutfall,
)
from insatser.models.fard import Arendefard, Arendeprocess
from insatser.models.insats import Insats, Insatstyp, Tillfalle
from insatser.models.motor import Flodesflytt, Fordelning, Omtag, Overlamning, Uppehall
from insatser.models.plan import Mal, Plan
from insatser.models.uppfoljning import Avslut, Maluppfyllelse, Uppfoljning

__all__ = [
    "Arbetsgang",
    "Arbetsgangsfard",
    "Arendefard",
    "Arendeprocess",
    "Avslut",
    "Flodesflytt",
    "Fordelning",
    "Insats",
    "Insatstyp",
    "Mal",
    "Maluppfyllelse",
    "Omtag",
    "Overlamning",
    "Partsinbjudan",
    "Plan",
    "Stegutfall",
    "Tillfalle",
    "Uppehall",
    "Uppfoljning",
]
