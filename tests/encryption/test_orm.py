"""Every verb of the ORM works on sealed fields without their plain text, or says that it cannot.

After each verb nothing secret may have been in a statement, nor lie in a table.
"""

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import transaction

from encryption.errors import SealError
from encryption.token import Sealed
from tests.encryption.avlyssning import listening, reveals, table
from tests.encryption.verb.rad import (
    DAY,
    FACT,
    HEADING,
    NEW,
    SECRET,
    SECRETS,
    TABLES,
    draft,
    rows,
    token,
)
from tests.encryption.verb.refused import REFUSED
from tests.encryption.verb.works import WORKS

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(akt):
    made = rows.create(
        akt=akt, text=SECRET, rubrik=HEADING, dag=DAY, fakta={"a": FACT}, sort="samtal"
    )
    return rows.get(pk=made.pk)


@pytest.fixture(autouse=True)
def _nothing_secret_in_clear(db):
    with listening() as heard:
        yield
    assert [sent for sent in heard if reveals(sent, SECRETS)] == []
    assert [model for model in TABLES if reveals(table(model), SECRETS)] == []


@pytest.mark.parametrize("verb", WORKS)
def test_a_verb_works_sealed(row, verb):
    assert WORKS[verb](row)


REFUSALS = (FieldError, SealError, TypeError, ValueError)
SAYS_WHY = "is sealed|A sealed|sealed value|takes text|unique field|isn't a DateField"


@pytest.mark.parametrize("verb", REFUSED)
def test_a_verb_is_refused_clearly(row, verb):
    before = rows.values().get()
    with pytest.raises(REFUSALS, match=SAYS_WHY), transaction.atomic():
        REFUSED[verb](row)
    assert rows.values().get() == before


def test_a_row_cannot_be_taken_over_by_a_token_of_another(row, other_akt):
    other = rows.create(akt=other_akt, text=NEW)
    rows.filter(pk=row.pk).update(text=Sealed(token(other).blob))
    with pytest.raises(SealError):
        _ = rows.get(pk=row.pk).text


def test_uniqueness_is_asked_of_clear_columns_only(row):
    with pytest.raises(ValidationError) as refused:
        draft(row, pk=row.pk).validate_unique()
    assert set(refused.value.error_dict) == {"id"}
