"""The drawing of a month's review: what people did, what explains it, what stands out."""

from granskning.actions.urval.dragning import draw
from granskning.actions.urval.jamforelse import Avvikelse, compare
from granskning.actions.urval.manad import InteForseglad

__all__ = ["Avvikelse", "InteForseglad", "compare", "draw"]
