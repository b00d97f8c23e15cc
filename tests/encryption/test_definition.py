"""Field definitions: migrations without noise or secrets, and checks of what can be bound."""

import uuid

import pytest
from django.db import models
from django.test.utils import isolate_apps

from encryption.fields import SealedChoiceField, SealedTextField

CODES = [("a", "A"), ("b", "B")]


def test_what_only_the_code_needs_stays_out_of_migrations():
    bare = SealedChoiceField().deconstruct()
    assert SealedChoiceField(choices=CODES, default="a", max_length=9).deconstruct() == bare
    assert bare == (None, "encryption.fields.SealedChoiceField", [], {})
    assert SealedTextField(agare="id", null=True).deconstruct()[3] == {"agare": "id", "null": True}


@isolate_apps("tests.encryption.app")
@pytest.mark.parametrize(
    ("pk", "field", "found"),
    [
        (models.UUIDField, SealedTextField(), []),
        (models.UUIDField, SealedTextField(agare="id"), []),
        (models.BigAutoField, SealedTextField(), ["encryption.E001"]),
        (models.UUIDField, SealedTextField(agare="pk"), ["encryption.E002"]),
        (models.UUIDField, SealedTextField(agare="team_id"), ["encryption.E002"]),
        (models.UUIDField, SealedTextField(unique=True), ["encryption.E003"]),
        (models.UUIDField, SealedTextField(db_index=True), ["encryption.E003"]),
        (models.UUIDField, SealedChoiceField(choices=[("x" * 28, "X")]), ["encryption.E004"]),
    ],
)
def test_the_system_check_names_what_is_wrong(pk, field, found):
    columns = {
        "__module__": __name__,
        "Meta": type("Meta", (), {"app_label": "provapp"}),
        "id": pk(primary_key=True, **({"default": uuid.uuid4} if pk is models.UUIDField else {})),
        "akt_id": models.UUIDField(),
        "hemlig": field,
    }
    model = type("Provad", (models.Model,), columns)
    assert [error.id for error in model._meta.get_field("hemlig").check()] == found
