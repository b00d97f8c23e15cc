"""A template of notes to open pages with."""

from __future__ import annotations

from django.utils import timezone

from access.models import Anvandare, Roll
from arenden.actions.textmall import write_textmall
from arenden.models import Textmall
from tests.builders import make_anvandare


def make_textmall(actor: Anvandare | None = None) -> Textmall:
    """A draft, by somebody of its own unless told."""
    return write_textmall(
        slag="besok",
        namn="Hembesök",
        stod="Vad säger barnet?\nVad ser du?\nVad kommer ni överens om?",
        giltig_fran=timezone.localdate(),
        actor=actor or make_anvandare(Roll.METODLEDARE),
    )
