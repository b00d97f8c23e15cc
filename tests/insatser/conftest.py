import pytest

from insatser.flows import register
from tests.insatser import provgang as provgang_
from tests.insatser import vagen


@pytest.fixture
def stad(db) -> vagen.Stad:
    return vagen.make_stad()


def release(monkeypatch, flode):
    """Let a flow of the tests be among those that may be begun."""
    monkeypatch.setitem(register.VERSIONER, (flode.kod, flode.version), flode)
    monkeypatch.setitem(register.FLODEN, (flode.kod, flode.version), flode)
    if flode.version == 1:
        monkeypatch.setitem(register.GANGAR, flode.kod, flode)
    return flode


@pytest.fixture
def provgang(monkeypatch) -> type[provgang_.ProvgangV1]:
    return release(monkeypatch, provgang_.ProvgangV1)


@pytest.fixture
def provgang_v2(provgang, monkeypatch) -> type[provgang_.ProvgangV2]:
    """Its next version, which running ones may be moved to."""
    return release(monkeypatch, provgang_.ProvgangV2)


@pytest.fixture
def provfall(monkeypatch) -> type[provgang_.ProvfallV1]:
    return release(monkeypatch, provgang_.ProvfallV1)


def pytest_terminal_summary(terminalreporter):
    """What the walkers walked, when they did: for whoever wonders how well the flows are tried."""
    from tests.insatser.vandring import KARTA

    for rad in KARTA.as_rows():
        terminalreporter.write_line(rad)
