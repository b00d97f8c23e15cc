from granskning.models.avvikelse import Avvikelse, Avvikelsesteg, Bevisuttag
from granskning.models.flode import Granskningsfard, Granskningsprocess
from granskning.models.larm import Larm, Larmsteg, Provatkomst
from granskning.models.logg import Loggrad, LoggradQuerySet, grunder_for
from granskning.models.loggranskning import Atkomst, Granskningsfraga, Loggranskning
from granskning.models.nodoppning import Nodoppningsgranskning
from granskning.models.utdrag import Utdrag, Utdragspaket, Utdragspost
from granskning.models.utkast import Granskningsutkast

__all__ = [
    "Atkomst",
    "Avvikelse",
    "Avvikelsesteg",
    "Bevisuttag",
    "Granskningsfard",
    "Granskningsfraga",
    "Granskningsprocess",
    "Granskningsutkast",
    "Larm",
    "Larmsteg",
    "Loggrad",
    "LoggradQuerySet",
    "Loggranskning",
    "Nodoppningsgranskning",
    "Provatkomst",
    "Utdrag",
    "Utdragspaket",
    "Utdragspost",
    "grunder_for",
]
