from riskbedomning.models.bedomning import Bedomning, Faktorsvar
from riskbedomning.models.extern import Externbedomning
from riskbedomning.models.instrument import (
    Faktor,
    Instrument,
    Instrumentgranskning,
    Instrumentversion,
)
from riskbedomning.models.kalibrering import (
    Kalibreringsfordelning,
    Kalibreringsinbjudan,
    Kalibreringsomgang,
    Kalibreringsutfall,
    Vinjettsvar,
)
from riskbedomning.models.strategiskt_brott import StrategisktBrott
from riskbedomning.models.vinjett import Vinjett

__all__ = [
    "Bedomning",
    "Externbedomning",
    "Faktor",
    "Faktorsvar",
    "Instrument",
    "Instrumentgranskning",
    "Instrumentversion",
    "Kalibreringsfordelning",
    "Kalibreringsinbjudan",
    "Kalibreringsomgang",
    "Kalibreringsutfall",
    "StrategisktBrott",
    "Vinjett",
    "Vinjettsvar",
]
