"""Field definitions: migrations without noise or secrets, and checks of what can be bound."""

import uuid

import pytest
from django.db import models
from django.test.utils import isolate_apps

from encryption.checks import check_suite
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


@isolate_apps("tests.encryption.app")
@pytest.mark.parametrize(
    "meta",
    [
        {"constraints": [models.UniqueConstraint(fields=["akt_id", "hemlig"], name="en")]},
        {"indexes": [models.Index(fields=["-hemlig"], name="snabb")]},
        {"unique_together": [("akt_id", "hemlig")]},
    ],
)
def test_no_index_and_no_uniqueness_compares_sealed_values(meta):
    columns = {
        "__module__": __name__,
        "Meta": type("Meta", (), {"app_label": "provapp", **meta}),
        "id": models.UUIDField(primary_key=True, default=uuid.uuid4),
        "akt_id": models.UUIDField(),
        "hemlig": SealedTextField(),
    }
    model = type("Jamford", (models.Model,), columns)
    found = [error.id for error in model._meta.get_field("hemlig").check()]
    assert found == ["encryption.E003"]


@pytest.mark.parametrize(("svit", "found"), [(1, []), (2, []), (3, ["encryption.E005"])])
def test_a_suite_that_nobody_can_read_is_not_written(settings, svit, found):
    settings.FORSEGLINGSSVIT = svit
    assert [error.id for error in check_suite()] == found
