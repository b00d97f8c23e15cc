import pytest

from access.models import Roll
from riskbedomning.actions import start_bedomning
from tests.builders import give_akt, make_akt, make_anvandare, make_arende
from tests.conftest import logga_in
from tests.riskbedomning.instrument import make_instrumentversion


@pytest.fixture
def arende(db):
    return make_arende(akt=make_akt())


@pytest.fixture
def asa(arende):
    """The socialsekreterare who is assigned to the case."""
    asa = make_anvandare(namn="Åsa Öberg", enhet=arende.enhet)
    give_akt(asa, arende.akt)
    return asa


@pytest.fixture
def bjorn(arende):
    """A colleague who works with the same child."""
    bjorn = make_anvandare(namn="Björn Ek", enhet=arende.enhet)
    give_akt(bjorn, arende.akt)
    return bjorn


@pytest.fixture
def utomstaende(db):
    return make_anvandare(Roll.SOCIALSEKRETERARE, namn="Utan Tillträde")


@pytest.fixture
def version(db):
    return make_instrumentversion()


@pytest.fixture
def bedomning(arende, asa, version):
    return start_bedomning(arende=arende, instrumentversion=version, actor=asa)


@pytest.fixture
def faktor(version):
    return version.faktorer.first()


@pytest.fixture
def as_user(client):
    """`as_user(person)` is the test client with that person logged in."""

    def log_in(person):
        return logga_in(client, person)

    return log_in
