from lagesbild.views.likvardighet import likvardighet
from lagesbild.views.tabeller import (
    csv,
    dra_tillbaka,
    godkann,
    lista,
    publicering,
    sammanstall,
    vantan,
)

__all__ = [
    "csv",
    "dra_tillbaka",
    "godkann",
    "likvardighet",
    "lista",
    "publicering",
    "sammanstall",
    "vantan",
]
