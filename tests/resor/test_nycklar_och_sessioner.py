"""In a real browser: security keys, the second factor anew, and a session about to end."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django_otp_webauthn.models import WebAuthnCredential

from access.inloggning.sessioner import FAKTOR_TID
from access.management.commands.engangskod import unused_code
from access.models import Anvandare, Kodapp, Roll, Session
from config.sessions import SessionStore
from tests.builders import make_anvandare
from tests.insatser import vagen
from tests.resor.conftest import Oppna, Staden
from tests.resor.medarbetare import Medarbetare

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

LOSENORD = "korrekt häst batteri"
ANTECKNING = "Mamma ringde och berättade om kvällen."


@pytest.fixture
def anna(stad: Staden) -> Anvandare:
    return with_password(stad.handlaggare)


def with_password(anvandare: Anvandare) -> Anvandare:
    anvandare.set_password(LOSENORD)
    anvandare.save()
    return anvandare


def give_key(person: Medarbetare) -> Any:
    """Plug a security key into the person's browser: Chromium's own virtual authenticator."""
    line = person.kontext.new_cdp_session(person.sida)
    line.send("WebAuthn.enable")
    line.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasResidentKey": False,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return line


def make_stale(person: Medarbetare) -> None:
    """Let some time go by since the second factor was given."""
    [kaka] = [k for k in person.kontext.cookies() if k["name"] == "sessionid"]
    store = SessionStore(kaka["value"])
    store[FAKTOR_TID] = time.time() - 3600
    store.save()


def log_in_with_key(person: Medarbetare, anvandare: Anvandare) -> None:
    person.fill("Användarnamn", anvandare.anvandarnamn)
    person.fill("Lösenord", LOSENORD)
    person.click("Fortsätt")
    person.click("Använd säkerhetsnyckeln")


def test_a_security_key_is_added_used_at_the_door_and_to_confirm(anna, oppna: Oppna):
    person = oppna(anna)
    give_key(person)
    person.go("/min-inloggning/")
    person.picture("33-min-inloggning")
    person.click("Lägg till säkerhetsnyckel")
    person.fill("Vad vill du kalla den?", "Blå dosan")
    person.picture("34-ny-nyckel")
    person.click("Lägg till nyckeln")
    person.sees("Säkerhetsnyckeln är tillagd.")
    person.sees("Säkerhetsnyckel: Blå dosan")
    person.click("Logga ut")
    person.go("/min-inloggning/")
    log_in_with_key(person, anna)
    person.sees("Här är du inloggad")
    assert Session.objects.filter(faktor=Session.Faktor.NYCKEL).count() == 1
    assert WebAuthnCredential.objects.get().last_used_at is not None
    make_stale(person)
    person.go("/min-inloggning/reservkoder/")
    assert person.heading() == "Bekräfta att det är du"
    person.picture("35-bekrafta-dig")
    person.click("Använd säkerhetsnyckeln i stället")
    person.sees("Ta fram reservkoder")
    person.click("Ta fram koder")
    person.sees("Koderna visas bara nu")
    person.picture("36-reservkoder")
    with person.sida.expect_download() as fil:
        person.click("Spara som text")
    assert len(fil.value.path().read_text().split()) == 10


def test_a_key_of_somebody_else_does_not_open(anna, oppna: Oppna):
    annan = make_anvandare(Roll.SOCIALSEKRETERARE)
    person = oppna(annan)
    give_key(person)
    person.go("/min-inloggning/nyckel/")
    person.click("Lägg till nyckeln")
    person.sees("Säkerhetsnyckeln är tillagd.")
    nyckel = WebAuthnCredential.objects.get()
    nyckel.pk, nyckel.user, nyckel.public_key = None, anna, b"wrong"
    WebAuthnCredential.objects.update(credential_id_sha256="0" * 64)
    nyckel.save()
    person.click("Logga ut")
    person.go("/min-dag/")
    log_in_with_key(person, anna)
    person.sees("Det gick inte med den nyckeln.")
    person.fel.clear()
    assert person.go("/min-dag/") == 200
    assert person.heading() == "Skriv engångskoden"


def test_what_was_posted_follows_along_by_code_and_by_key(stad: Staden, oppna: Oppna):
    admin = make_anvandare(Roll.ADMINISTRATOR)
    person = oppna(admin)
    give_key(person)
    person.go("/min-inloggning/nyckel/")
    person.click("Lägg till nyckeln")
    person.sees("Säkerhetsnyckeln är tillagd.")
    for namn, how in (("Åsa Öberg", "kod"), ("Bo Ek", "nyckel")):
        person.go("/anvandare/ny/")
        make_stale(person)
        person.fill("Namn", namn)
        person.fill("Användarnamn", f"ny{how}")
        person.click("Lägg upp användare")
        assert person.heading() == "Bekräfta att det är du"
        person.sees("Det du skrev följer med")
        if how == "kod":
            person.picture("37-bekrafta-det-du-skrev")
            person.fill("Engångskod", unused_code(Kodapp.objects.get(user=admin)))
            person.click("Bekräfta")
        else:
            person.click("Använd säkerhetsnyckeln i stället")
        person.sees("Kontot finns nu.")
        assert Anvandare.objects.get(anvandarnamn=f"ny{how}").namn == namn


def test_a_session_about_to_end_says_so_and_is_made_to_last(anna, oppna: Oppna, settings):
    settings.SESSION_IDLE_AGE, settings.SESSION_WARNING = 60, 58
    person = oppna(anna)
    person.go("/min-inloggning/")
    person.sees("Du loggas snart ut")
    person.picture("38-loggas-snart-ut")
    settings.SESSION_IDLE_AGE = 900
    with person.sida.expect_response("**/session/fortsatt/"):
        person.click("Fortsätt")
    person.sida.locator("#tidsgrans").wait_for(state="hidden")
    session = Session.objects.get()
    assert session.senast > session.startad


def test_what_was_written_is_there_after_the_session_has_ended(
    stad: Staden, oppna: Oppna, settings
):
    mottagare = with_password(stad.mottagare)
    arende = vagen.receive(stad)
    person = oppna(mottagare)
    settings.SESSION_IDLE_AGE, settings.SESSION_WARNING = 20, 2
    person.go(f"/arenden/{arende.pk}/")
    person.click("Gå till skyddsbedömning")
    sida = person.sida.url
    person.fill_and_wait("Bedömning", ANTECKNING)
    person.sida.wait_for_url("**/logga-in/**", timeout=40_000)
    person.sees("Du har blivit utloggad")
    person.picture("39-utloggad")
    settings.SESSION_IDLE_AGE = 900
    person.fill("Användarnamn", mottagare.anvandarnamn)
    person.fill("Lösenord", LOSENORD)
    person.click("Fortsätt")
    person.fill("Engångskod", unused_code(Kodapp.objects.get(user=mottagare)))
    person.click("Logga in")
    person.sida.wait_for_url(sida)
    assert person.field("Bedömning").input_value() == ANTECKNING
