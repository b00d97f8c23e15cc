"""The glossary is the contract on names: every table has its row."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps

ORDLISTA = Path(__file__).resolve().parents[1] / "docs" / "ordlista.md"
ROOMS = (
    "encryption",
    "audit",
    "access",
    "arenden",
    "riskbedomning",
    "samverkansteam",
    "insatser",
    "granskning",
    "lagesbild",
)


def terms() -> set[str]:
    """The identifiers of the glossary: the second column of its table."""
    rader = (rad.split("|") for rad in ORDLISTA.read_text("utf-8").splitlines())
    return {rad[2].strip() for rad in rader if len(rad) > 3}


def test_every_model_has_a_row():
    models = {
        model._meta.model_name
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if not hasattr(model, "instance_type")  # a history table follows its model
    }
    assert len(models) > 40
    assert models - terms() == set()
