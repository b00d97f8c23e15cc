from lagesbild.models.publicering import Matt, Publicering
from lagesbild.models.uttag import Uttag, Uttagsrad

__all__ = ["Matt", "Publicering", "Uttag", "Uttagsrad"]
