"""Every column of case data is sealed, coarse, or named here with the reason why it is in clear."""

from __future__ import annotations

import pytest
from django.db import connection, models

from access.radskydd import protected_models
from encryption.fields import SealedField

IN_CLEAR = {
    "arenden.Personakt.stadsdelsomrade": "one of eleven districts: work lists, statistics",
    "arenden.Person.skolform": "form of school: routing to the right team",
    "arenden.Identitetsbeteckning.blindindex": "keyed index: exact search",
    "arenden.Identitetsbeteckning.blindindex_jamn": "the same under every other key",
    "arenden.Arende.arendenummer": "reference in letters",
    "arenden.Beslut.lagrum": "paragraph that the decision rests on",
    "arenden.Beslut.protokoll": "paragraph of the minutes of the utskott's meeting",
    "arenden.Anmalan.kanal": "how the report came",
    "arenden.Anmalan.anmalare_kategori": "which kind of reporter: statistics",
    "arenden.Anmalan.fingeravtryck": "keyed fingerprint: one import only",
    "arenden.Anmalan.fingeravtryck_jamn": "the same under every other key",
    "arenden.Handling.lagrat_namn": "random name of the sealed body",
    "arenden.Frist.slag": "kind of clock",
    "arenden.Frist.lagrum": "paragraph of the clock",
    "arenden.Frist.budget": "length of the clock as a duration of the law",
    "arenden.Fristforlangning.lagrum": "paragraph that gives more time",
    "arenden.Fristvila.lagrum": "paragraph or stated goal that lets the clock rest",
    "arenden.Utkast.formular": "which form the draft belongs to",
    "riskbedomning.StrategisktBrott.katalog": "which edition of the list, not which crime",
    "riskbedomning.StrategisktBrott.kon": "which list of the edition",
    "samverkansteam.Franvarovecka.vecka": "week that a line is about",
    "samverkansteam.Part.enhet": "which unit of an organisation takes part, nobody's own",
    "samverkansteam.Motesrad.horde": "ids of who was in the room",
    "samverkansteam.Part.kontaktpunkt": "a party's function or switchboard, nobody's own number",
    "samverkansteam.Delgivningskopia.person": "«Person 1», as a team calls somebody",
    "samverkansteam.Bidragsfil.lagrat_namn": "random name of the sealed body",
    "insatser.Arendeprocess.flode": "name of the flow",
    "insatser.Arendeprocess.definition": "hash of the flow",
    "insatser.Arbetsgang.flode": "name of the flow",
    "insatser.Arbetsgang.definition": "hash of the flow",
    "insatser.Arbetsgang.slut": "name of the node where it ended",
    "insatser.Stegutfall.steg": "name of the step",
    "insatser.Stegutfall.utfall": "how the step ended, one of the codes that the flow names",
    "insatser.Partsinbjudan.steg": "name of the step",
    "insatser.Omtag.steg": "name of the step that is done anew",
    "insatser.Flodesflytt.fran_steg": "names of the steps that were open before the move",
    "insatser.Flodesflytt.till_steg": "names of the steps that are open after it",
    "insatser.Plan.teamtyp": "kind of team that the plan chose",
    "insatser.Insats.dos_per_vecka": "how many sessions a week were agreed: counting",
    "insatser.Barnsvar.kod": "which of the published questions was put",
    "insatser.Barnsvar.fraga": "that question, as it was worded",
}

COARSE = (
    models.UUIDField,
    models.BooleanField,
    models.DateField,
    models.DurationField,
    models.IntegerField,
)
"""Ids, times and small numbers; which of them stand in clear is told in docs/hotmodell.md."""


def columns_in_clear() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in protected_models()
        if not hasattr(model, "instance_type")
        for field in model._meta.local_concrete_fields
        if not isinstance(field, (SealedField, models.ForeignKey, *COARSE)) and not field.choices
    }


def test_every_column_that_can_hold_text_is_sealed_or_has_a_reason():
    assert columns_in_clear() - set(IN_CLEAR) == set()


def test_no_reason_outlives_its_column():
    assert set(IN_CLEAR) - columns_in_clear() == set()


def test_history_keeps_sealed_what_the_row_keeps_sealed():
    for model in protected_models():
        base = getattr(model, "instance_type", None)
        if base is None:
            continue
        for field in base._meta.local_concrete_fields:
            if isinstance(field, SealedField):
                assert isinstance(model._meta.get_field(field.name), SealedField), model._meta.label


@pytest.mark.django_db
def test_tables_of_case_data_have_no_column_that_the_models_do_not_know():
    """A column added by hand would be neither sealed nor logged."""
    with connection.cursor() as cursor:
        for model in protected_models():
            found = connection.introspection.get_table_description(cursor, model._meta.db_table)
            known = {field.column for field in model._meta.local_concrete_fields}
            assert {column.name for column in found} == known, model._meta.label
