from riskbedomning.models.bedomning import Bedomning, Faktorsvar
from riskbedomning.models.belagg import Belagg
from riskbedomning.models.egensyn import EgenSyn
from riskbedomning.models.extern import Externbedomning, Externrattelse
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
from riskbedomning.models.medlasning import Medlasning, Medlasningsbegaran
from riskbedomning.models.partsbidrag import Partsbidrag
from riskbedomning.models.rad import Bedomningsrad
from riskbedomning.models.scenario import Scenario
from riskbedomning.models.strategiskt_brott import StrategisktBrott
from riskbedomning.models.vinjett import Vinjett

__all__ = [
    "Bedomning",
    "Bedomningsrad",
    "Belagg",
    "EgenSyn",
    "Externbedomning",
    "Externrattelse",
    "Faktor",
    "Faktorsvar",
    "Instrument",
    "Instrumentgranskning",
    "Instrumentversion",
    "Kalibreringsfordelning",
    "Kalibreringsinbjudan",
    "Kalibreringsomgang",
    "Kalibreringsutfall",
    "Medlasning",
    "Medlasningsbegaran",
    "Partsbidrag",
    "Scenario",
    "StrategisktBrott",
    "Vinjett",
    "Vinjettsvar",
]
