from insatser.models.fard import Arendefard, Arendeprocess
from insatser.models.insats import Insats, Insatstyp, Tillfalle
from insatser.models.plan import Mal, Plan
from insatser.models.uppfoljning import Avslut, Maluppfyllelse, Uppfoljning

__all__ = [
    "Arendefard",
    "Arendeprocess",
    "Avslut",
    "Insats",
    "Insatstyp",
    "Mal",
    "Maluppfyllelse",
    "Plan",
    "Tillfalle",
    "Uppfoljning",
]
