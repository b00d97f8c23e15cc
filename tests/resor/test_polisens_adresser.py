"""A police officer logs in, tries every address of the site by hand, and finds one room."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils import timezone
from uuid6 import uuid7

from access.management.commands.engangskod import unused_code
from access.models import Anvandare, Kodapp, Organisation
from audit.models import Logghandelse
from samverkansteam.actions.delgivning import release
from samverkansteam.models import Delgivningskopia, Lagrum, Part, Team
from tests.conftest import OF_ITS_OWN
from tests.policy.matris import ADDRESSES, MATRIS
from tests.policy.stad import Stad, kwargs_for, make_stad
from tests.policy.varld import make_varld
from tests.resor.conftest import Oppna
from tests.resor.medarbetare import Medarbetare
from tests.samverkansteam.builders import ja_till_allt
from tests.samverkansteam.test_rummets_granser import (
    EGET,
    RUMMET,
    everything_secret,
    join,
    team_of,
)

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

LOSENORD = "korrekt häst batteri"
TILL_POLISEN = "Ungdomarna samlas vid torget på fredagar."
KONTOT = {
    "access:aviseringar",
    "access:mejlval",
    "access:min_inloggning",
    "access:mitt",
    "access:ny_nyckel",
    "access:reservkoder",
}
"""What everybody has of their own in `access`: the way in, the inbox, the own account."""
VIDARE = {"insatser:forstasida": "/team/"}
"""What leads on to another of these."""


@dataclass
class Polisen:
    """The officer in the team that works with the child, and what that team is."""

    anvandare: Anvandare
    team: Team
    stad: Stad


@pytest.fixture
def polisen(db: None) -> Polisen:
    varld = make_varld("Järva")
    stad = make_stad(varld, varld)
    polis = join(stad, Organisation.Slag.POLIS)
    polis.set_password(LOSENORD)
    polis.save()
    team = team_of(stad)
    grund = Lagrum.objects.get(kod="P15", giltig_till=None)
    release(
        teamarende=team.teamarenden.get(),
        mottagare=Part.objects.get(team=team, organisation=polis.organisation),
        lagrum=grund,
        innehall=TILL_POLISEN,
        slag=["ovrigt"],
        andamal="För att vara där.",
        svar=ja_till_allt(grund),
        avvagning="Det rör ingen enskild.",
        actor=stad.egen.stad.handlaggare,
    )
    return Polisen(polis, team, stad)


def test_every_address_of_the_site(polisen: Polisen, oppna: Oppna) -> None:
    polis, handlaggare = oppna(None), oppna(polisen.stad.egen.stad.handlaggare)
    log_in(polis, polisen.anvandare)
    the_room_and_nothing_else(polis, polisen)
    read_what_was_given(polis, polisen)
    nothing_is_left_in_the_browser(polis, polisen)
    log_in(polis, polisen.anvandare)
    close_the_team(handlaggare, polisen)
    as_if_it_had_never_been(polis, polisen)


def log_in(polis: Medarbetare, anvandare: Anvandare) -> None:
    app, _ = Kodapp.objects.get_or_create(user=anvandare, name="app")
    polis.go("/logga-in/")
    polis.fill("Användarnamn", anvandare.anvandarnamn)
    polis.fill("Lösenord", LOSENORD)
    polis.click("Fortsätt")
    polis.fill("Engångskod", unused_code(app))
    polis.click("Logga in")
    polis.sees("Logga ut")


def the_room_and_nothing_else(polis: Medarbetare, polisen: Polisen) -> None:
    """Each address with the true ids of the child, the akt and the other party's things."""
    hemligt = everything_secret(polisen.stad)
    oppna, vidare = set(), {}
    for namn in MATRIS:
        svar = polis.sida.request.get(address_of(namn, polisen.stad), max_redirects=0)
        if 300 <= svar.status < 400:
            vidare[namn] = svar.headers["location"]
        elif svar.status < 300:
            oppna.add(namn)
            text = svar.body().decode(errors="replace")
            assert not {ord_ for ord_ in hemligt if ord_ in text}, namn
    assert oppna == RUMMET | EGET - set(vidare) | KONTOT
    assert vidare == VIDARE
    lasta = Logghandelse.objects.filter(aktor_id=polisen.anvandare.pk, akt_id__isnull=False)
    assert not lasta.exclude(verb="access.denied").exists()


def address_of(namn: str, stad: Stad) -> str:
    return reverse(namn, kwargs=kwargs_for(namn, stad, stad.egen))


def read_what_was_given(polis: Medarbetare, polisen: Polisen) -> None:
    """One copy is theirs; the school's, in the same team, does not exist."""
    egen = Delgivningskopia.objects.get(mottagare__organisation=polisen.anvandare.organisation)
    polis.go("/")
    polis.click("Team Linden")
    polis.picture("polis-01-rummet")
    utlamnat = polis.sida.locator("section", has_text="Utlämnat till er").get_by_role("listitem")
    assert utlamnat.count() == 1
    utlamnat.get_by_role("link").click()
    polis.click("Öppna")
    polis.sees(TILL_POLISEN)
    lasta = Logghandelse.objects.filter(aktor_id=polisen.anvandare.pk, akt_id=egen.akt_id)
    assert set(lasta.exclude(verb="access.denied").values_list("verb", flat=True)) == {
        "delgivning.open",
        "delgivning.read",
    }


def nothing_is_left_in_the_browser(polis: Medarbetare, polisen: Polisen) -> None:
    """Whoever sits down at the same computer afterwards gets nowhere by going back."""
    assert "no-store" in polis.sida.reload().headers["cache-control"]
    polis.click("Logga ut")
    sedda = 0
    while sedda < polis.sida.evaluate("history.length"):
        polis.sida.go_back()
        if polis.sida.url == "about:blank":
            break
        sedda += 1
        assert polis.heading() == "Logga in", polis.sida.url
        assert not {ord_ for ord_ in (TILL_POLISEN, "Team Linden") if ord_ in polis.words()}
    assert sedda > 3
    for namn in RUMMET:
        svar = polis.sida.request.get(address_of(namn, polisen.stad), max_redirects=0)
        assert (svar.status, svar.headers["location"].split("?")[0]) == (302, "/logga-in/")


def close_the_team(handlaggare: Medarbetare, polisen: Polisen) -> None:
    handlaggare.go(f"/team/{polisen.team.pk}/")
    handlaggare.click("Avsluta teamet")
    handlaggare.sees("Andra parter ser inte längre teamets rum.")
    handlaggare.picture("polis-02-avsluta-teamet")
    handlaggare.click("Avsluta teamet")
    handlaggare.sees("Teamet är avslutat.")


def as_if_it_had_never_been(polis: Medarbetare, polisen: Polisen) -> None:
    """The same day, in the session that goes on: the answer is that of a team that never was."""
    egen = Delgivningskopia.objects.get(mottagare__organisation=polisen.anvandare.organisation)
    teamets = {namn for namn in RUMMET if "team" in ADDRESSES[namn].pattern.converters}
    adresser = {address_of(namn, polisen.stad) for namn in teamets}
    adresser.add(reverse("samverkansteam:kopia", args=[polisen.team.pk, egen.pk]))
    for adress in adresser:
        okant = adress.replace(str(polisen.team.pk), str(uuid7()))
        avslutat, aldrig = (polis.sida.request.get(vad) for vad in (adress, okant))
        assert avslutat.status == aldrig.status == 404, adress
        assert OF_ITS_OWN.sub("", avslutat.text()) == OF_ITS_OWN.sub("", aldrig.text()), adress
    polis.go("/team/")
    assert "Team Linden" not in polis.words()
    polis.picture("polis-03-inga-team")
    assert polis.go(f"/team/{polisen.team.pk}/") == 404
    polis.sees("Ett teams rum stängs när teamet avslutas.")
    polis.picture("polis-04-finns-inte")
    assert Team.objects.get(pk=polisen.team.pk).avslutad == timezone.localdate()
