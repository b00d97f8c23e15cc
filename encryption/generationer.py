"""What still needs a generation of the root; one that nothing needs may be taken away."""

from encryption.models import Datanyckel, Nyckelepok, Rotbindning
from encryption.root import FIRST_GENERATION

FIXED = (
    "blindindexens nycklar",
    "de kontrollpunkter i loggen som den har signerat",
    "avrundningen i lägesbildens planer",
)
"""Bound to the first generation for as long as anything made with them is in use."""


def needs(generation: int) -> list[str]:
    """Say in Swedish what would be lost with a generation; empty when it may go."""
    found = []
    keys = Datanyckel.objects.filter(epok__generation=generation).count()
    if keys:
        found.append(f"{keys} datanycklar")
    if Nyckelepok.objects.latest("nummer").generation == generation:
        found.append("epoken som nya datanycklar slås in under")
    if generation == FIRST_GENERATION:
        found += FIXED
    elif Rotbindning.objects.filter(generation=generation).exists():
        found.append(FIXED[1])
    return found
