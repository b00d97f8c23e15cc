"""Nothing that an akt holds is left out of an extract by accident."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from access.regel import protected_models
from audit.models import Logghandelse
from granskning.actions.utdrag.rader import OF_THE_AKT, models_of_akt
from granskning.rules.avsnitt import all_avsnitt, avsnitt_for, uppgifter
from granskning.rules.maskning import Kategori

FOLDED = re.compile(r"\b(fran|for|ar|ovrig|arende|namnd|anmalan|handlaggare|anvandare)\b")


def test_every_model_of_an_akt_is_in_it_or_left_out_with_a_reason():
    alla = {
        model._meta.label
        for model in protected_models()
        if getattr(model, "radskydd", "") in OF_THE_AKT and not hasattr(model, "instance_type")
    }
    inne = {model._meta.label for model in models_of_akt()}
    assert inne == alla - uppgifter()["utanfor"].keys()
    assert all(uppgifter()["utanfor"].values())


def test_every_model_in_it_has_a_part_of_its_own():
    for model in models_of_akt():
        assert avsnitt_for(model._meta.label) in all_avsnitt()
        assert model._meta.label in uppgifter()["modeller"], model._meta.label


def test_the_data_names_models_and_fields_that_exist():
    for label in [*uppgifter()["modeller"], *uppgifter()["utanfor"]]:
        assert apps.get_model(label)
    for namn, kategori in uppgifter()["kategorier"].items():
        label, _, falt = namn.rpartition(".")
        assert apps.get_model(label)._meta.get_field(falt)
        assert Kategori(kategori)


def test_every_word_that_a_person_reads_is_swedish():
    tekniska = set(uppgifter()["tekniska"])
    for model in models_of_akt():
        for field in model._meta.concrete_fields:
            namn = str(field.verbose_name)
            visas = uppgifter()["etiketter"].get(namn, namn)
            if field.name not in tekniska:
                assert not FOLDED.search(visas), f"{model._meta.label}.{field.name}: {visas}"


@pytest.mark.django_db
def test_the_log_is_not_told_by_its_own_table():
    assert Logghandelse not in models_of_akt()
