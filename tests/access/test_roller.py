"""The table of what each role may do is true: it says what the gates say, and the document both."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from access.gate import gate_of
from access.management.commands.behorigheter import document
from access.models import Roll
from access.rules.roller import Handling, all_handlingar
from access.rules.uppdrag import hinder_for_uppdrag
from tests.policy.matris import ADDRESSES

DOKUMENT = Path(settings.BASE_DIR) / "docs" / "behorigheter.md"


@pytest.mark.parametrize("handling", all_handlingar(), ids=lambda h: h.vad)
def test_a_line_names_exactly_the_roles_its_pages_let_in(handling: Handling):
    assert handling.sidor
    for sida in handling.sidor:
        gate = gate_of(ADDRESSES[sida].callback)
        let_in = set(Roll) if gate.roller is None else set(gate.roller)
        assert set(handling.roller) == let_in, sida


def test_every_role_has_something_to_do():
    named = {roll for handling in all_handlingar() for roll in handling.roller}
    assert named == set(Roll)


def test_the_document_is_what_the_program_says():
    written = DOKUMENT.read_text("utf-8")
    assert written == document(), "manage.py behorigheter > docs/behorigheter.md"


@pytest.mark.parametrize("ensam", ["administrator", "nyckelansvarig", "dataskyddsombud"])
def test_who_watches_over_the_rest_does_no_case_work(ensam: str):
    for roll in Roll.handlaggande():
        assert hinder_for_uppdrag(ensam, {str(roll)}, in_enhet=True)
        assert hinder_for_uppdrag(str(roll), {ensam}, in_enhet=True)
