from insatser.models.arbetsgang import (
    Arbetsgang,
    Arbetsgangsfard,
    Partsinbjudan,
    Stegutfall,
)
from insatser.models.fard import Arendefard, Arendeprocess
from insatser.models.insats import Insats, Insatstyp, Tillfalle
from insatser.models.plan import Mal, Plan
from insatser.models.uppfoljning import Avslut, Maluppfyllelse, Uppfoljning

__all__ = [
    "Arbetsgang",
    "Arbetsgangsfard",
    "Arendefard",
    "Arendeprocess",
    "Avslut",
    "Insats",
    "Insatstyp",
    "Mal",
    "Maluppfyllelse",
    "Partsinbjudan",
    "Plan",
    "Stegutfall",
    "Tillfalle",
    "Uppfoljning",
]
