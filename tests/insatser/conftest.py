import pytest

from insatser.flows import register
from tests.insatser import provgang as provgang_
from tests.insatser import vagen


@pytest.fixture
def stad(db) -> vagen.Stad:
    return vagen.make_stad()


@pytest.fixture
def provgang(monkeypatch) -> type[provgang_.ProvgangV1]:
    """The arbetsgång of the tests, among those that may be begun."""
    flode = provgang_.ProvgangV1
    monkeypatch.setitem(register.GANGAR, flode.kod, flode)
    monkeypatch.setitem(register.VERSIONER, (flode.kod, flode.version), flode)
    return flode
