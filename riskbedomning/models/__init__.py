from riskbedomning.models.bedomning import Bedomning, Faktorsvar
from riskbedomning.models.instrument import Faktor, Instrument, Instrumentversion
from riskbedomning.models.strategiskt_brott import StrategisktBrott

__all__ = [
    "Bedomning",
    "Faktor",
    "Faktorsvar",
    "Instrument",
    "Instrumentversion",
    "StrategisktBrott",
]
