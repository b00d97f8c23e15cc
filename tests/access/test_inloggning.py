"""The door: two factors, one answer to every failure, and a trace of each attempt."""

from __future__ import annotations

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from access.actions import deactivate_anvandare
from access.management.commands.engangskod import unused_code
from access.models import Anvandare, Kodapp, Roll
from audit.models import Logghandelse, Utfall
from audit.verb import Verb
from tests.builders import make_anvandare
from tests.conftest import logga_in

pytestmark = pytest.mark.django_db

LOSENORD = "korrekt häst batteri"
DORR = "/logga-in/"


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was hashed: that is what takes time."""

    algorithm = "counting"
    times = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).times += 1
        return super().encode(password, salt)


@pytest.fixture
def anvandare() -> Anvandare:
    user = make_anvandare()
    user.set_password(LOSENORD)
    user.save()
    return user


@pytest.fixture
def app(anvandare: Anvandare) -> Kodapp:
    return Kodapp.objects.create(user=anvandare, name="app")


def give_password(client: Client, anvandarnamn: str, losenord: str = LOSENORD, **extra: Any) -> Any:
    return client.post(DORR, {"username": anvandarnamn, "password": losenord}, **extra)


def log_of(verb: Verb) -> list[Logghandelse]:
    return list(Logghandelse.objects.filter(verb=verb).order_by("id"))


def test_password_and_code_open_the_door(client, anvandare, app):
    first = give_password(client, anvandare.anvandarnamn)
    assert (first.status_code, first.url) == (303, "/logga-in/kod/")
    second = client.post(first.url, {"kod": unused_code(app)})
    assert (second.status_code, second.url) == (303, "/")
    assert client.get(reverse("granskning:min_logg")).status_code == 200
    [rad] = log_of(Verb.SESSION_LOGIN)
    assert rad.aktor_id == anvandare.pk


def test_the_code_may_be_pasted_in_groups(client, anvandare, app):
    give_password(client, anvandare.anvandarnamn)
    kod = unused_code(app)
    assert client.post("/logga-in/kod/", {"kod": f" {kod[:3]} {kod[3:]}"}).status_code == 303


def test_the_fields_tell_the_browser_what_they_are(client, anvandare, app):
    sida = client.get(DORR).content.decode()
    assert 'autocomplete="username"' in sida
    assert 'autocomplete="current-password"' in sida
    give_password(client, anvandare.anvandarnamn)
    assert 'autocomplete="one-time-code"' in client.get("/logga-in/kod/").content.decode()


def test_the_session_gets_a_new_key_at_each_step(client, anvandare, app):
    client.get(DORR)
    keys = [client.session.session_key]
    give_password(client, anvandare.anvandarnamn)
    keys.append(client.session.session_key)
    client.post("/logga-in/kod/", {"kod": unused_code(app)})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3


def test_a_code_works_once(client, anvandare, app):
    kod = unused_code(app)
    give_password(client, anvandare.anvandarnamn)
    client.post("/logga-in/kod/", {"kod": kod})
    again = Client()
    give_password(again, anvandare.anvandarnamn)
    response = again.post("/logga-in/kod/", {"kod": kod})
    assert response.status_code == 422
    assert "redan använd" in response.content.decode()


def test_after_a_wrong_code_even_the_right_one_has_to_wait(client, anvandare, app):
    give_password(client, anvandare.anvandarnamn)
    kod = unused_code(app)
    client.post("/logga-in/kod/", {"kod": f"{(int(kod) + 1) % 10**6:06d}"})
    assert client.post("/logga-in/kod/", {"kod": kod}).status_code == 422
    [rad] = log_of(Verb.SESSION_LOGIN_FAILED)[:1]
    assert (rad.aktor_id, rad.objekt_id) == (None, str(anvandare.pk))


@pytest.mark.parametrize(
    "kod", ["", "12345", "1234567", "abcdef", "\uff11\uff12\uff13\uff14\uff15\uff16"]
)
def test_what_is_no_code_is_refused_in_words(client, anvandare, app, kod):
    give_password(client, anvandare.anvandarnamn)
    response = client.post("/logga-in/kod/", {"kod": kod})
    assert response.status_code == 422
    assert "<title>Fel:" in response.content.decode().replace("\n", "")


def test_the_first_time_an_app_is_connected(client, anvandare):
    response = give_password(client, anvandare.anvandarnamn)
    response = client.get(response.url)
    assert response.url == "/logga-in/koppla/"
    sida = client.get(response.url)
    device = Kodapp.objects.get(user=anvandare)
    assert "data:" not in sida.content.decode()
    assert client.get("/logga-in/koppla/qr.svg").headers["Content-Type"] == "image/svg+xml"
    assert client.post(response.url, {"kod": "000000"}).status_code == 422
    Kodapp.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    assert client.post(response.url, {"kod": unused_code(device)}).status_code == 303
    assert client.get(reverse("granskning:min_logg")).status_code == 200
    assert [rad.aktor_id for rad in log_of(Verb.SESSION_ENROL)] == [anvandare.pk]


def test_the_key_is_never_shown_again(client, anvandare, app):
    give_password(client, anvandare.anvandarnamn)
    assert client.get("/logga-in/koppla/").url == "/logga-in/kod/"
    assert client.get("/logga-in/koppla/qr.svg").status_code == 404
    assert client.post("/logga-in/koppla/", {"kod": "123456"}).status_code == 422
    assert Kodapp.objects.filter(user=anvandare).count() == 1


def test_the_picture_of_the_key_is_not_kept_and_not_for_strangers(client, anvandare):
    assert client.get("/logga-in/koppla/qr.svg").status_code == 404
    give_password(client, anvandare.anvandarnamn)
    assert "no-store" in client.get("/logga-in/koppla/qr.svg").headers["Cache-Control"]


def failures(anvandare: Anvandare) -> dict[str, tuple[str, str]]:
    stangd = make_anvandare(is_active=False)
    stangd.set_password(LOSENORD)
    stangd.save()
    return {
        "okänt namn": ("finns-inte", LOSENORD),
        "fel lösenord": (anvandare.anvandarnamn, "inte det här"),
        "stängt konto": (stangd.anvandarnamn, LOSENORD),
    }


def page_without_what_was_typed(response: Any, anvandarnamn: str) -> str:
    html = response.content.decode().replace(f'value="{anvandarnamn}"', "")
    token = response.context["csrf_token"]
    return html.replace(str(token), "")


def test_every_failure_gets_the_same_answer(anvandare):
    answers = set()
    for namn, losenord in failures(anvandare).values():
        response = give_password(Client(), namn, losenord)
        answers.add((response.status_code, page_without_what_was_typed(response, namn)))
    locked = Client()
    for _ in range(6):
        give_password(locked, anvandare.anvandarnamn, "gissning")
    response = give_password(locked, anvandare.anvandarnamn)
    answers.add(
        (response.status_code, page_without_what_was_typed(response, anvandare.anvandarnamn))
    )
    assert len(answers) == 1
    assert answers.pop()[0] == 422


@override_settings(PASSWORD_HASHERS=["tests.access.test_inloggning.CountingHasher"])
def test_every_failure_hashes_once(anvandare):
    """An answer that comes sooner would tell which names exist."""
    anvandare.set_password(LOSENORD)
    anvandare.save()
    forsok = failures(anvandare)
    locked = [(anvandare.anvandarnamn, "gissning")] * 7
    for namn, losenord in [*forsok.values(), *locked]:
        CountingHasher.times = 0
        give_password(Client(), namn, losenord)
        assert CountingHasher.times == 1, namn


def test_after_five_guesses_the_right_password_has_to_wait(client, anvandare, app):
    for _ in range(5):
        give_password(client, anvandare.anvandarnamn, "gissning")
    assert give_password(client, anvandare.anvandarnamn).status_code == 422
    elsewhere = give_password(Client(), anvandare.anvandarnamn, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 303, "the owner is not locked out by a stranger elsewhere"


def test_a_forged_address_does_not_escape_the_throttle(client, anvandare, app):
    for n in range(5):
        give_password(client, anvandare.anvandarnamn, "fel", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")
    response = give_password(client, anvandare.anvandarnamn, HTTP_X_FORWARDED_FOR="192.0.2.99")
    assert response.status_code == 422


def test_a_failed_attempt_is_logged_without_an_actor_and_without_what_was_typed(client, anvandare):
    give_password(client, anvandare.anvandarnamn, "mitt hemliga ord")
    give_password(client, "okänd-person", "mitt hemliga ord")
    kand, okand = log_of(Verb.SESSION_LOGIN_FAILED)
    assert (kand.aktor_id, kand.objekt_id, kand.utfall) == (None, str(anvandare.pk), Utfall.NEKAD)
    assert (okand.aktor_id, okand.objekt_id) == (None, "")
    assert "okänd-person".encode() not in bytes(okand.kropp)


def test_no_password_is_kept_anywhere_after_a_failure(client, anvandare):
    give_password(client, anvandare.anvandarnamn, "mitt hemliga ord")
    attempt = AccessAttempt.objects.get()
    assert "hemliga" not in f"{attempt.post_data}{attempt.get_data}{attempt.path_info}"


@pytest.mark.parametrize(
    ("next_url", "till"),
    [
        ("/min-logg/", "/min-logg/"),
        ("https://ond.example/", "/"),
        ("//ond.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_the_way_on_stays_on_the_site(client, anvandare, app, next_url, till):
    first = client.post(
        f"{DORR}?next={next_url}", {"username": anvandare.anvandarnamn, "password": LOSENORD}
    )
    assert client.post(first.url, {"kod": unused_code(app)}).url == till


def test_logging_out_ends_the_session_and_forgets(client, anvandare):
    logga_in(client, anvandare)
    kaka = client.cookies["sessionid"].value
    response = client.post("/logga-ut/")
    assert response.status_code == 303
    assert "storage" in response.headers["Clear-Site-Data"]
    client.cookies["sessionid"] = kaka
    assert client.get("/min-logg/").url.startswith(DORR)
    assert [rad.aktor_id for rad in log_of(Verb.SESSION_LOGOUT)] == [anvandare.pk]


def test_a_link_cannot_log_anyone_out(client, anvandare):
    logga_in(client, anvandare)
    assert client.get("/logga-ut/").status_code == 405
    assert client.get("/min-logg/").status_code == 200


def test_logging_out_asks_for_the_form_token(anvandare):
    strict = logga_in(Client(enforce_csrf_checks=True), anvandare)
    assert strict.post("/logga-ut/").status_code == 403


def test_a_closed_account_is_out_at_the_next_request(client, anvandare):
    logga_in(client, anvandare)
    assert client.get("/min-logg/").status_code == 200
    deactivate_anvandare(anvandare=anvandare, actor=make_anvandare(Roll.ADMINISTRATOR))
    assert client.get("/min-logg/").url.startswith(DORR)


def test_the_demo_commands_are_silent_in_operation(anvandare, app):
    for command in (["engangskod", anvandare.anvandarnamn], ["demokonton"]):
        with pytest.raises(CommandError, match="övningsmiljön"):
            call_command(*command)


@override_settings(DEMO=True, DEMO_LOSENORD="ovning")
def test_the_demo_commands_let_one_in(client, anvandare, app, capsys):
    call_command("demokonton")
    rader = capsys.readouterr().out
    assert anvandare.anvandarnamn in rader
    assert "Socialsekreterare" in rader
    give_password(client, anvandare.anvandarnamn)
    call_command("engangskod", anvandare.anvandarnamn)
    kod = capsys.readouterr().out.strip()
    assert client.post("/logga-in/kod/", {"kod": kod}).status_code == 303
    call_command("engangskod", anvandare.anvandarnamn)
    assert capsys.readouterr().out.strip() != kod
