"""The town the journeys take place in, and a browser for each who works there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from access.models import Anvandare, Organisation, Roll, Uppdrag
from tests.builders import make_anvandare
from tests.conftest import logga_in
from tests.insatser import vagen
from tests.resor.medarbetare import Medarbetare
from tests.samverkansteam.builders import make_organisation

FALL = Path(__file__).parents[2] / "arenden" / "data" / "fall"
Oppna = Callable[..., Medarbetare]


@dataclass
class Staden(vagen.Stad):
    """The nämnd's people and, around it, the police officer who takes part for another party."""

    polis: Anvandare


@pytest.fixture
def stad(db: None) -> Staden:
    polisen = make_organisation(
        namn="Polisen, lokalpolisområde Järva", slag=Organisation.Slag.POLIS
    )
    polis = Anvandare.objects.create(
        anvandarnamn="polis", namn="Pia Polisson", organisation=polisen
    )
    Uppdrag.objects.create(anvandare=polis, roll=Roll.EXTERN, fran=date(2020, 1, 1))
    return Staden(**vars(vagen.make_stad()), polis=polis)


def employ(stad: Staden, roll: Roll) -> Anvandare:
    """Somebody with a duty in the whole nämnd, in no unit."""
    anvandare = make_anvandare(roll, enhet=stad.enhet)
    anvandare.uppdrag.update(enhet=None)
    return anvandare


@pytest.fixture
def oppna(webblasare: Any, live_server: Any) -> Iterator[Oppna]:
    """`oppna(user)` gives that user's own browser, logged in; None gives a stranger's.

    The test fails at its end if any browser complained: of a script, of the content security
    policy, of a missing file, or of a server error.
    """
    kontexter: list[Any] = []
    fel: list[str] = []

    def open_browser(user: Anvandare | None, **val: Any) -> Medarbetare:
        kontext = webblasare.new_context(
            base_url=live_server.url,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            reduced_motion="reduce",
            **val,
        )
        kontext.set_default_timeout(10_000)
        kontexter.append(kontext)
        if user is not None:
            kaka = logga_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME]
            kontext.add_cookies([{"name": kaka.key, "value": kaka.value, "url": live_server.url}])
        return Medarbetare(kontext, fel)

    yield open_browser
    for kontext in kontexter:
        kontext.close()
    assert not fel, "\n".join(fel)
