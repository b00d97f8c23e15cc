"""What was changed is sealed for its row and owner; what was not touched is not resealed."""

import copy
import uuid

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from encryption.errors import SealError
from encryption.opened import collect_openings
from tests.encryption.app.models import Anteckning

pytestmark = pytest.mark.django_db

SECRET = "Hemlig text"


def blobs(pk):
    return Anteckning.objects.values("text", "rubrik", "motiv", "sort", "fakta").get(pk=pk)


def changed(before, after):
    return {name for name in before if before[name] != after[name]}


def test_an_untouched_save_writes_the_same_bytes_and_opens_nothing(anteckning):
    before = blobs(anteckning.pk)
    with collect_openings() as openings:
        anteckning.full_clean()
        anteckning.save()
    assert openings == []
    assert blobs(anteckning.pk) == before


def test_only_what_changed_is_resealed(anteckning):
    before = blobs(anteckning.pk)
    assert anteckning.rubrik == "Hemlig rubrik"
    anteckning.rubrik = "Hemlig rubrik"
    anteckning.text = "Ny"
    anteckning.save()
    assert changed(before, blobs(anteckning.pk)) == {"text"}


def test_a_list_changed_in_place_is_saved(anteckning):
    before = blobs(anteckning.pk)
    anteckning.fakta["b"].append(2)
    anteckning.save()
    assert changed(before, blobs(anteckning.pk)) == {"fakta"}
    assert Anteckning.objects.get(pk=anteckning.pk).fakta == {"a": None, "b": [1, 2]}


def test_true_is_not_taken_for_one(anteckning):
    assert anteckning.fakta["b"] == [1]
    anteckning.fakta = {"a": None, "b": [True]}
    anteckning.save()
    assert Anteckning.objects.get(pk=anteckning.pk).fakta["b"] == [True]


def test_an_opened_value_is_not_saved_under_another_owner(anteckning, other_akt):
    before = blobs(anteckning.pk)
    assert anteckning.text == SECRET
    anteckning.akt = other_akt
    with pytest.raises(SealError), transaction.atomic():
        anteckning.save()
    assert blobs(anteckning.pk) == before


def test_update_fields_leaves_the_rest(anteckning):
    anteckning.text, anteckning.rubrik = "Ny", "Ny"
    anteckning.save(update_fields=["rubrik"])
    stored = Anteckning.objects.get(pk=anteckning.pk)
    assert (stored.text, stored.rubrik) == (SECRET, "Ny")


@pytest.mark.parametrize("is_read", [True, False])
def test_a_copy_under_another_key_is_not_saved(anteckning, is_read):
    if is_read:
        assert anteckning.text == SECRET
    twin = copy.copy(anteckning)
    twin.pk = uuid.uuid4()
    with pytest.raises(SealError), transaction.atomic():
        twin.save()
    assert Anteckning.objects.count() == 1


@pytest.mark.parametrize(
    ("attribute", "value"), [("id", None), ("id", 7), ("akt_id", None), ("akt_id", "ej uuid")]
)
def test_without_row_or_owner_nothing_is_sealed(akt, attribute, value):
    draft = Anteckning(akt=akt, text=SECRET)
    setattr(draft, attribute, value)
    with pytest.raises(SealError):
        Anteckning._meta.get_field("text").pre_save(draft, add=True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 7),
        ("text", b"bytes"),
        ("text", F("klartext")),
        ("dag", "2026-01-01"),
        ("fakta", {1, 2}),
        ("fakta", float("nan")),
    ],
)
def test_a_value_of_another_type_is_refused(make_anteckning, field, value):
    with pytest.raises(SealError), transaction.atomic():
        make_anteckning(**{field: value})
    assert not Anteckning.objects.exists()


class AnteckningForm(forms.ModelForm):
    class Meta:
        model = Anteckning
        fields = ["text", "rubrik", "dag", "fakta", "sort", "motiv"]


def test_the_form_has_proper_fields(db):
    fields = AnteckningForm().fields
    assert (fields["text"].required, fields["text"].max_length) == (True, 5000)
    assert isinstance(fields["text"].widget, forms.Textarea)
    assert isinstance(fields["rubrik"].widget, forms.TextInput)
    assert isinstance(fields["dag"], forms.DateField)
    assert isinstance(fields["fakta"], forms.JSONField)
    assert [code for code, _ in fields["sort"].choices] == ["", "samtal", "mote"]


def test_a_form_saves_only_what_was_changed(anteckning):
    before = blobs(anteckning.pk)
    data = {"text": SECRET, "rubrik": "Ny", "fakta": '{"a": null, "b": [1]}', "sort": "mote"}
    form = AnteckningForm(data, instance=anteckning)
    assert form.is_valid(), form.errors
    form.save()
    assert changed(before, blobs(anteckning.pk)) == {"rubrik"}


def test_an_empty_nullable_text_is_stored_as_null(anteckning):
    form = AnteckningForm({"text": SECRET, "rubrik": ""}, instance=anteckning)
    assert form.is_valid(), form.errors
    assert Anteckning.objects.get(pk=form.save().pk).rubrik is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", None),
        ("rubrik", "x" * 21),
        ("dag", "2026-02-30"),
        ("fakta", {1}),
        ("sort", "annat"),
    ],
)
def test_full_clean_names_the_field(akt, field, value):
    draft = Anteckning(**{"akt": akt, "text": SECRET, field: value})
    with pytest.raises(ValidationError) as refused:
        draft.full_clean()
    assert set(refused.value.error_dict) == {field}


def test_full_clean_turns_text_into_a_date(akt):
    draft = Anteckning(akt=akt, text=SECRET, dag="2026-03-01")
    draft.full_clean()
    draft.save()
    assert Anteckning.objects.get(pk=draft.pk).dag.isoformat() == "2026-03-01"


@pytest.mark.parametrize(("rubrik", "is_valid"), [("R", True), (None, False)])
def test_constraints_may_ask_whether_there_is_a_value(akt, rubrik, is_valid):
    draft = Anteckning(akt=akt, text=SECRET, ordning=1, rubrik=rubrik)
    if is_valid:
        draft.full_clean()
        draft.save()
    else:
        with pytest.raises(ValidationError):
            draft.full_clean()
