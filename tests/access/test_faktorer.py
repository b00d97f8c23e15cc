"""Code apps, recovery codes and lost factors: sealed, used once, and never less than two."""

from __future__ import annotations

import time
from base64 import b32encode
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp_webauthn.models import WebAuthnCredential

from access.inloggning import aterstallning, nyckel, reservkoder
from access.inloggning.losenord import link_to_choose_password
from access.management.commands.engangskod import unused_code
from access.models import Anvandare, Aterstallning, Kodapp, Kodblad, Roll, Session
from audit.models import Logghandelse
from audit.verb import Verb
from tests.access.test_sessioner import is_in
from tests.builders import make_anvandare
from tests.conftest import logga_in

pytestmark = pytest.mark.django_db

LOSENORD = "korrekt häst batteri"


@pytest.fixture
def anvandare() -> Anvandare:
    user = make_anvandare()
    user.set_password(LOSENORD)
    user.save()
    return user


@pytest.fixture
def app(anvandare: Anvandare) -> Kodapp:
    return Kodapp.objects.create(user=anvandare, name="app")


@pytest.fixture
def admins() -> list[Anvandare]:
    return [make_anvandare(Roll.ADMINISTRATOR) for _ in range(3)]


def at_the_door(anvandare: Anvandare) -> Client:
    client = Client()
    client.post("/logga-in/", {"username": anvandare.anvandarnamn, "password": LOSENORD})
    return client


def rows(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t::text FROM {table} t")
        return "".join(row for (row,) in cursor.fetchall())


def test_a_thief_of_the_table_computes_no_codes(app):
    dump = rows("access_kodapp")
    assert app.nyckel not in dump
    assert b32encode(app.secret).decode() not in dump
    assert app.secret.hex() not in dump


def test_the_key_of_one_person_does_not_open_for_another(app):
    annan = Kodapp.objects.create(user=make_anvandare(), name="app")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_kodapp SET nyckel = (SELECT nyckel FROM access_kodapp WHERE id = %s)"
            " WHERE id = %s",
            [app.pk, annan.pk],
        )
    with pytest.raises(Exception, match=r"öppna|open"):
        _ = Kodapp.objects.get(pk=annan.pk).nyckel


@pytest.mark.parametrize(
    ("steg", "ok"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_code_is_good_for_half_a_minute_on_either_side(app, steg, ok):
    with time_machine.travel(1_800_000_000, tick=False):
        totp = TOTP(app.secret, 30)
        totp.time = time.time() + steg * 30
        assert app.verify_token(f"{totp.token():06d}") is ok


def test_an_older_code_than_the_last_one_is_refused(app):
    with time_machine.travel(1_800_000_000, tick=False):
        totp = TOTP(app.secret, 30)
        totp.time = time.time() + 30
        assert app.verify_token(f"{totp.token():06d}")
        totp.time = time.time()
        assert not app.verify_token(f"{totp.token():06d}")


def test_ten_codes_are_shown_once_and_kept_as_hashes(anvandare, app):
    client = logga_in(Client(), anvandare)
    sida = reverse("access:reservkoder")
    assert client.get(sida).status_code == 200
    koder = client.post(sida).context["koder"]
    assert len(set(koder)) == 10
    dump = rows("access_kodblad")
    assert not any(kod in dump or kod.replace("-", "") in dump for kod in koder)
    html = client.get("/min-inloggning/").content.decode()
    assert "10 kvar" in html
    assert not any(kod in html for kod in koder)
    assert Logghandelse.objects.filter(verb=Verb.FAKTOR_CODES, aktor_id=anvandare.pk).exists()


@pytest.mark.parametrize("typed", [str, str.upper, lambda kod: kod.replace("-", " ")])
def test_a_code_lets_one_in_once_however_it_is_typed(anvandare, app, typed):
    kod, *_ = reservkoder.make(actor=anvandare)
    client = at_the_door(anvandare)
    assert client.post("/logga-in/kod/", {"kod": typed(kod)}).status_code == 303
    assert is_in(client)
    assert reservkoder.left(anvandare) == 9
    again = at_the_door(anvandare)
    assert again.post("/logga-in/kod/", {"kod": kod}).status_code == 422
    assert Session.objects.filter(faktor=Session.Faktor.RESERVKOD).count() == 1
    assert Logghandelse.objects.filter(verb=Verb.FAKTOR_CODE_USED).count() == 1


def test_after_a_wrong_code_even_a_right_one_has_to_wait(anvandare, app):
    kod = reservkoder.make(actor=anvandare)[0]
    assert reservkoder.use(anvandare, "a" * 20) is None
    assert reservkoder.use(anvandare, kod) is None
    Kodblad.objects.update(throttling_failure_timestamp=None)
    assert reservkoder.use(anvandare, kod)


def test_new_codes_end_the_old_ones_and_nobody_uses_anothers(anvandare, app):
    gammal = reservkoder.make(actor=anvandare)[0]
    ny = reservkoder.make(actor=anvandare)[0]
    assert reservkoder.use(anvandare, gammal) is None
    annan = make_anvandare()
    reservkoder.make(actor=annan)
    assert reservkoder.use(annan, ny) is None


def test_a_new_password_link_leaves_the_factors_as_they_are(anvandare, app, admins):
    lank = link_to_choose_password(anvandare=anvandare, actor=admins[0])
    owner = Client()
    formular = owner.get(lank).url
    nytt = "en ganska lång mening"
    owner.post(formular, {"new_password1": nytt, "new_password2": nytt})
    assert Kodapp.objects.get(user=anvandare).confirmed
    owner.post("/logga-in/", {"username": anvandare.anvandarnamn, "password": nytt})
    assert not is_in(owner)


def test_one_administrator_alone_takes_no_factor_away(anvandare, app, admins):
    aterstallning.request_reset(anvandare=anvandare, actor=admins[0])
    assert Kodapp.objects.filter(user=anvandare, confirmed=True).exists()
    with pytest.raises(PermissionDenied, match="själv"):
        aterstallning.confirm_reset(anvandare=anvandare, actor=admins[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Aterstallning.objects.update(bekraftad_av=admins[0])
    with pytest.raises(ValidationError, match="redan"):
        aterstallning.request_reset(anvandare=anvandare, actor=admins[1])


def test_nobody_resets_themselves_or_without_being_administrator(anvandare, app, admins):
    for actor, vem in ((admins[0], admins[0]), (make_anvandare(), anvandare)):
        with pytest.raises(PermissionDenied):
            aterstallning.request_reset(anvandare=vem, actor=actor)
    aterstallning.request_reset(anvandare=admins[0], actor=admins[1])
    with pytest.raises(PermissionDenied):
        aterstallning.confirm_reset(anvandare=admins[0], actor=admins[0])


def reset(anvandare: Anvandare, admins: list[Anvandare]) -> str:
    aterstallning.request_reset(anvandare=anvandare, actor=admins[0])
    return aterstallning.confirm_reset(anvandare=anvandare, actor=admins[1])


def test_two_administrators_take_every_factor_and_session_away(anvandare, app, admins):
    client = logga_in(Client(), anvandare)
    reservkoder.make(actor=anvandare)
    reset(anvandare, admins)
    assert not is_in(client)
    assert not Kodapp.objects.filter(user=anvandare).exists()
    assert not Kodblad.objects.filter(user=anvandare).exists()
    verb = [Verb.ATERSTALLNING_REQUEST, Verb.ATERSTALLNING_CONFIRM]
    aktorer = Logghandelse.objects.filter(verb__in=verb).order_by("id")
    assert [rad.aktor_id for rad in aktorer] == [admins[0].pk, admins[1].pk]


def connect(client: Client, anvandare: Anvandare, **falt: str) -> Any:
    app = Kodapp.objects.get(user=anvandare)
    Kodapp.objects.update(throttling_failure_timestamp=None)
    return client.post("/logga-in/koppla/", {"kod": unused_code(app)} | falt)


def test_after_a_reset_the_password_opens_nothing_without_the_start_code(anvandare, app, admins):
    startkod = reset(anvandare, admins)
    assert startkod.replace(" ", "") not in rows("access_aterstallning")
    client = at_the_door(anvandare)
    assert connect(client, anvandare).status_code == 422
    assert connect(client, anvandare, startkod="0" * 12).status_code == 422
    assert not is_in(client)
    assert not Kodapp.objects.get(user=anvandare).confirmed
    assert connect(client, anvandare, startkod=startkod).status_code == 303
    assert is_in(client)
    assert not aterstallning.waits_for_startkod(anvandare)


def test_a_start_code_lasts_a_day_and_then_two_are_needed_again(anvandare, app, admins):
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        startkod = reset(anvandare, admins)
        clock.move_to("2026-11-24 08:00:01Z")
        client = at_the_door(anvandare)
        assert connect(client, anvandare, startkod=startkod).status_code == 422
        assert aterstallning.waits_for_startkod(anvandare), "the password alone is still not enough"
        aterstallning.request_reset(anvandare=anvandare, actor=admins[2])
        ny = aterstallning.confirm_reset(anvandare=anvandare, actor=admins[0])
        client = at_the_door(anvandare)
        assert connect(client, anvandare, startkod=startkod).status_code == 422
        assert connect(client, anvandare, startkod=ny).status_code == 303


def test_a_request_is_taken_back(anvandare, app, admins):
    aterstallning.request_reset(anvandare=anvandare, actor=admins[0])
    aterstallning.withdraw_reset(anvandare=anvandare, actor=admins[1])
    with pytest.raises(ValidationError, match="ingen begäran"):
        aterstallning.confirm_reset(anvandare=anvandare, actor=admins[1])
    assert Kodapp.objects.filter(user=anvandare).exists()


def test_the_pages_lead_two_administrators_through_it(anvandare, app, admins):
    first, second = (logga_in(Client(), admin) for admin in admins[:2])
    sida = reverse("access:visa_anvandare", args=[anvandare.pk])
    first.post(reverse("access:begar_aterstallning", args=[anvandare.pk]))
    bekrafta = reverse("access:bekrafta_aterstallning", args=[anvandare.pk])
    assert bekrafta not in first.get(sida).content.decode()
    assert bekrafta in second.get(sida).content.decode()
    assert first.post(bekrafta).status_code == 303, "told why not, on the page"
    assert Kodapp.objects.filter(user=anvandare).exists()
    startkod = second.post(bekrafta).context["startkod"]
    assert len(startkod.replace(" ", "")) == 12


def make_key(user: Anvandare, n: int = 1) -> WebAuthnCredential:
    return WebAuthnCredential.objects.create(
        user=user, name=f"Dosa {n}", credential_id=bytes([n]), public_key=b"k", aaguid=""
    )


def test_the_last_factor_is_not_taken_away(anvandare):
    key = make_key(anvandare)
    reservkoder.make(actor=anvandare)
    with pytest.raises(ValidationError, match="enda"):
        nyckel.remove(nyckel=key, actor=anvandare)
    make_key(anvandare, 2)
    nyckel.remove(nyckel=key, actor=anvandare)
    assert [k.name for k in nyckel.keys_of(anvandare)] == ["Dosa 2"]
    assert Logghandelse.objects.filter(verb=Verb.FAKTOR_REMOVE).count() == 1


def test_a_key_taken_away_ends_what_it_opened(anvandare, app):
    key = make_key(anvandare)
    client = logga_in(Client(), anvandare)
    Session.objects.update(faktor=Session.Faktor.NYCKEL)
    nyckel.remove(nyckel=key, actor=anvandare)
    assert not is_in(client)


def test_a_key_is_removed_by_its_owner_only(anvandare, app):
    key = make_key(make_anvandare())
    sida = reverse("access:ta_bort_nyckel", args=[key.pk])
    assert logga_in(Client(), anvandare).post(sida).status_code == 404
    assert WebAuthnCredential.objects.filter(pk=key.pk).exists()
    egen = make_key(anvandare, 2)
    client = logga_in(Client(), anvandare)
    assert client.get(reverse("access:ta_bort_nyckel", args=[egen.pk])).status_code == 200
    assert client.post(reverse("access:ta_bort_nyckel", args=[egen.pk])).status_code == 303
    assert not WebAuthnCredential.objects.filter(pk=egen.pk).exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda user: reservkoder.make(actor=user), "reservkoder"),
        (lambda user: nyckel.record_added(actor=user), "säkerhetsnyckel är tillagd"),
    ],
)
def test_a_change_of_factors_is_told_on_ones_own_page(client, anvandare, change, said):
    """Also to the one who did it: it may have been somebody at an open session."""
    change(anvandare)
    page = logga_in(client, anvandare).get(reverse("access:mitt")).content.decode()
    assert "Ditt sätt att logga in har ändrats" in page
    assert said in page
