from access.models.anvandare import Anvandare, Roll, Uppdrag
from access.models.avisering import Avisering, Mejlval
from access.models.faktorer import Aterstallning, Kodapp, Kodblad, Tjanstelegitimation
from access.models.handelser import Delegation, Franvaro, Jourpass
from access.models.jav import Jav
from access.models.javuppgift import Javuppgift
from access.models.namnskydd import Namnskydd
from access.models.nodoppning import Nodoppning
from access.models.organisation import Enhet, Namnd, Organisation
from access.models.personaluppgift import Personaluppgift
from access.models.session import Session
from access.models.tilltrade import Niva, Omfattning, Skal, Tilltrade

__all__ = [
    "Anvandare",
    "Aterstallning",
    "Avisering",
    "Delegation",
    "Enhet",
    "Franvaro",
    "Jav",
    "Javuppgift",
    "Jourpass",
    "Kodapp",
    "Kodblad",
    "Mejlval",
    "Namnd",
    "Namnskydd",
    "Niva",
    "Nodoppning",
    "Omfattning",
    "Organisation",
    "Personaluppgift",
    "Roll",
    "Session",
    "Skal",
    "Tilltrade",
    "Tjanstelegitimation",
    "Uppdrag",
]
