from lagesbild.models.likvardighet import Likvardighetsrad, Likvardighetsuttag
from lagesbild.models.publicering import Matt, Publicering
from lagesbild.models.steguttag import Steguttag, Steguttagsrad
from lagesbild.models.uttag import Uttag, Uttagsrad

__all__ = [
    "Likvardighetsrad",
    "Likvardighetsuttag",
    "Matt",
    "Publicering",
    "Steguttag",
    "Steguttagsrad",
    "Uttag",
    "Uttagsrad",
]
