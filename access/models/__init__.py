from access.models.anvandare import Anvandare, Roll, Uppdrag
from access.models.organisation import Enhet, Namnd, Organisation
from access.models.tilltrade import Niva, Omfattas, Omfattning, Skal, Tilltrade

__all__ = [
    "Anvandare",
    "Enhet",
    "Namnd",
    "Niva",
    "Omfattas",
    "Omfattning",
    "Organisation",
    "Roll",
    "Skal",
    "Tilltrade",
    "Uppdrag",
]
