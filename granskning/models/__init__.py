from granskning.models.logg import Loggrad, LoggradQuerySet, grunder_for
from granskning.models.loggranskning import Atkomst, Granskningsfraga, Loggranskning
from granskning.models.nodoppning import Nodoppningsgranskning

__all__ = [
    "Atkomst",
    "Granskningsfraga",
    "Loggrad",
    "LoggradQuerySet",
    "Loggranskning",
    "Nodoppningsgranskning",
    "grunder_for",
]
