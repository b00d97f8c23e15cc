import uuid

import pytest

from encryption.keys import drop_keys
from tests.encryption.app.models import Akt, Anteckning


@pytest.fixture(autouse=True)
def _cold_cache():
    drop_keys()
    yield
    drop_keys()


@pytest.fixture
def akt(db):
    return Akt.objects.create(namn="Kim Exempelsson")


@pytest.fixture
def make_anteckning(akt):
    def make(**values):
        return Anteckning.objects.create(**{"akt": akt, "text": "Hemlig text", **values})

    return make


@pytest.fixture
def anteckning(make_anteckning):
    """A row as the database gives it, nothing opened yet."""
    made = make_anteckning(rubrik="Hemlig rubrik", sort="mote", fakta={"b": [1], "a": None})
    return Anteckning.objects.get(pk=made.pk)


@pytest.fixture
def other_akt(db):
    return Akt.objects.create(id=uuid.uuid4(), namn="Alex Provsson")
