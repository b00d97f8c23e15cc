"""Every page of the site, opened as someone it is for: accessible, in shape and named by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from access.models import Anvandare, Kodapp
from tests.builders import make_anvandare
from tests.conftest import logga_in
from tests.policy.matris import ADDRESSES
from tests.tillganglighet.granskning import DATOR, faults
from tests.tillganglighet.stad import LOSENORD, NO_PAGE, Stad

OpenAs = Callable[[Anvandare | None], Any]


@pytest.fixture
def open_as(webblasare: Any, live_server: Any, monkeypatch: Any) -> Iterator[OpenAs]:
    """One page of one browser for each person, used again for all they look at.

    Looking at everything takes longer than a second factor is fresh.
    """
    monkeypatch.setattr(settings, "STEG_UPP_SEKUNDER", 3600)
    sidor: dict[Any, Any] = {}

    def page_of(person: Anvandare | None) -> Any:
        if person not in sidor:
            kontext = webblasare.new_context(
                base_url=live_server.url, viewport=DATOR, reduced_motion="reduce"
            )
            if person is not None:
                kaka = logga_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME]
                kontext.add_cookies(
                    [{"name": kaka.key, "value": kaka.value, "url": live_server.url}]
                )
            sidor[person] = kontext.new_page()
        return sidor[person]

    yield page_of
    for sida in sidor.values():
        sida.context.close()


@pytest.mark.webblasare
@pytest.mark.django_db(transaction=True)
def test_every_page(open_as: OpenAs):
    stad = Stad()
    fel: list[str] = []
    titlar: dict[str, set[str]] = defaultdict(set)
    for sida in [*stad.pages(), *stad.open_pages()]:
        flik = open_as(sida.person)
        svar = flik.goto(sida.adress)
        if svar.status != 200:
            fel.append(f"{sida.namn}: svarar {svar.status} på {sida.adress}")
            continue
        titlar[flik.title()].add(sida.adress)
        fel += [f"{sida.namn}: {ett}" for ett in faults(flik)]
    fel += [f"titeln «{t}» på {sorted(a)}" for t, a in titlar.items() if len(a) > 1]
    assert not fel, "\n".join(fel)


@pytest.mark.webblasare
@pytest.mark.django_db(transaction=True)
def test_the_second_factor_and_the_refusals(open_as: OpenAs):
    """Pages that no address names: they are reached by what one does."""
    person = make_anvandare()
    person.set_password(LOSENORD)
    person.save()
    fel: list[str] = []

    inloggad = open_as(person)
    for adress, status in (("/finns-inte/", 404), ("/anvandare/", 403)):
        assert inloggad.goto(adress).status == status
        fel += [f"{adress}: {ett}" for ett in faults(inloggad)]
    inloggad.goto("/inflode/nytt/")
    inloggad.get_by_role("button", name="Registrera").click()
    assert inloggad.title().startswith("Fel: ")
    fel += [f"felaktigt formulär: {ett}" for ett in faults(inloggad)]

    frammande = open_as(None)
    for har_app in (False, True):
        Kodapp.objects.filter(user=person).delete()
        if har_app:
            Kodapp.objects.create(user=person, name="app")
        frammande.context.clear_cookies()
        frammande.goto("/logga-in/")
        frammande.get_by_label("Användarnamn").fill(person.anvandarnamn)
        frammande.get_by_label("Lösenord").fill(LOSENORD)
        frammande.get_by_role("button", name="Fortsätt").click()
        frammande.wait_for_url("**/logga-in/ko*/")
        fel += [f"{frammande.url}: {ett}" for ett in faults(frammande)]
    assert not fel, "\n".join(fel)


def test_what_is_no_page_is_an_address():
    assert ADDRESSES.keys() >= NO_PAGE
