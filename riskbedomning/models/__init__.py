from riskbedomning.models.bedomning import Bedomning, Faktorsvar
from riskbedomning.models.extern import Externbedomning
from riskbedomning.models.instrument import (
    Faktor,
    Instrument,
    Instrumentgranskning,
    Instrumentversion,
)
from riskbedomning.models.strategiskt_brott import StrategisktBrott

__all__ = [
    "Bedomning",
    "Externbedomning",
    "Faktor",
    "Faktorsvar",
    "Instrument",
    "Instrumentgranskning",
    "Instrumentversion",
    "StrategisktBrott",
]
