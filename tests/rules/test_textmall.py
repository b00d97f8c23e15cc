"""A template speaks of no person and no case."""

from __future__ import annotations

import pytest

from arenden.rules.textmall import hinder_for_textmall


@pytest.mark.parametrize(
    ("text", "vad"),
    [
        ("Gäller 20111124-2390", "samordningsnummer"),
        ("111124-2390", "samordningsnummer"),
        ("201111242390", "samordningsnummer"),
        ("20111124 2390", "samordningsnummer"),
        ("20111124\u20132390", "samordningsnummer"),
        ("Se JAR-2026-00042", "ärendenummer"),
        ("Skriv till kim@exempel.se", "e-postadress"),
        ("Ring 08-508 00 000", "telefonnummer"),
        ("Ring 070-123 45 67", "telefonnummer"),
    ],
)
def test_what_points_at_somebody_is_refused_with_the_reason(text, vad):
    assert [hinder for hinder in hinder_for_textmall("Hembesök", text) if vad in hinder]


@pytest.mark.parametrize(
    "text",
    [
        "Vad säger barnet?\nVad ser du?\nVem är med, och vad kommer ni överens om till nästa gång?",
        "Skilj iakttagelse från bedömning (SoL 14:3, SOSFS 2014:5).",
        "Tid: kl. 13.00 till 14.30. Nästa gång inom 14 dagar.",
        "",
    ],
)
def test_headings_and_questions_are_not(text):
    assert hinder_for_textmall("Hembesök", text) == []


def test_the_name_is_looked_at_too_and_every_reason_is_told():
    assert len(hinder_for_textmall("JAR-2026-00042", "kim@exempel.se")) == 2
