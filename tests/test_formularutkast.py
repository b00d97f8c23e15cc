"""What somebody has half written in a form is there again after log-in, and for nobody else."""

import pytest
from django.db import connection
from django.urls import reverse

from access.models import Roll
from arenden.actions.formularutkast import LARGEST
from arenden.models import Formularutkast
from riskbedomning.actions.instrument import copy_version
from riskbedomning.actions.vinjett import write_vinjett
from riskbedomning.models import Instrumentversion, Vinjett
from samverkansteam.actions.team import add_deltagare
from tests.builders import make_anvandare
from tests.conftest import logga_in
from tests.riskbedomning.vinjetter import TEXT
from tests.samverkansteam.builders import make_extern, make_rum

pytestmark = pytest.mark.django_db

HALVT = "Halvskrivet om kvällar utan vuxna"


@pytest.fixture
def as_user(client):
    return lambda person: logga_in(client, person)


@pytest.fixture
def tove():
    return make_anvandare(Roll.METODLEDARE, namn="Tove Metodin")


@pytest.fixture
def ines():
    return make_anvandare(Roll.METODLEDARE, namn="Ines Vägmark")


@pytest.fixture
def sidor(tove):
    """Each form that keeps what is typed, with the field that holds it."""
    galler = Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")
    eget = copy_version(version=galler, anledning="Tydligare ord.", actor=tove)
    faktor = eget.faktorer.first()
    vinjett = write_vinjett(rubrik="Kvällar i Exempelby", text=TEXT, alder=14, actor=tove)
    return {
        "nytt instrument": (reverse("riskbedomning:nytt_instrument"), "beskrivning"),
        "kopia": (reverse("riskbedomning:instrument_kopiera", args=[galler.pk]), "anledning"),
        "uppgifter": (reverse("riskbedomning:instrument_uppgifter", args=[eget.pk]), "kalla"),
        "ny faktor": (reverse("riskbedomning:instrument_ny_faktor", args=[eget.pk]), "vagledning"),
        "faktor": (
            reverse("riskbedomning:instrument_faktor", args=[eget.pk, faktor.pk]),
            "vagledning",
        ),
        "ny vinjett": (reverse("riskbedomning:ny_vinjett"), "text"),
        "vinjett": (reverse("riskbedomning:andra_vinjett", args=[vinjett.pk]), "text"),
        "ny i katalogen": (reverse("insatser:ny_insatstyp"), "kunskapsstod"),
        "katalogen": (reverse("insatser:foresla_insatstyp", args=["sig"]), "motiv"),
        "teamtyp": (reverse("samverkansteam:foresla_teamtyp", args=["sst"]), "motiv"),
        "ny teamtyp": (reverse("samverkansteam:ny_teamtyp"), "syfte"),
        "lagrum": (reverse("samverkansteam:andra_lagrum", args=["C"]), "motiv"),
        "nytt lagrum": (reverse("samverkansteam:nytt_lagrum"), "text"),
    }


FORMULAR = (
    "nytt instrument",
    "kopia",
    "uppgifter",
    "ny faktor",
    "faktor",
    "ny vinjett",
    "vinjett",
    "ny i katalogen",
    "katalogen",
    "teamtyp",
    "ny teamtyp",
    "lagrum",
    "nytt lagrum",
)


@pytest.mark.parametrize("vilken", FORMULAR)
def test_half_written_it_is_there_again_after_log_in(as_user, sidor, tove, ines, vilken):
    sida, falt = sidor[vilken]
    client = as_user(tove)
    page = client.get(sida).content.decode()
    assert f'data-utkast-url="{sida}?utkast"' in page
    assert client.post(f"{sida}?utkast", {falt: HALVT}).status_code == 204
    client.logout()
    page = as_user(tove).get(sida).content.decode()
    assert HALVT in page
    assert "Kasta utkastet" in page
    assert HALVT not in as_user(ines).get(sida).content.decode()


def test_it_is_sealed_and_one_for_each_form(as_user, sidor, tove):
    client = as_user(tove)
    for ord_ in ("Halvt", HALVT):
        client.post(f"{sidor['ny vinjett'][0]}?utkast", {"text": ord_})
    client.post(f"{sidor['vinjett'][0]}?utkast", {"text": "Något annat"})
    assert Formularutkast.objects.count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT innehall FROM arenden_formularutkast")
        assert not any(b"Halvskrivet" in bytes(rad) for (rad,) in cursor.fetchall())


def test_sent_it_is_a_draft_no_more(as_user, sidor, tove):
    sida, _ = sidor["ny vinjett"]
    client = as_user(tove)
    sent = {"rubrik": "Kvällar", "text": TEXT, "alder": "14"}
    client.post(f"{sida}?utkast", sent)
    assert client.post(sida, sent | {"alder": "99"}).status_code == 422
    assert Formularutkast.objects.exists()
    assert client.post(sida, sent).status_code == 303
    assert not Formularutkast.objects.exists()
    assert Vinjett.objects.filter(rubrik="Kvällar").exists()


def test_without_script_a_button_keeps_it_and_another_throws_it_away(as_user, sidor, tove):
    sida, falt = sidor["faktor"]
    client = as_user(tove)
    assert client.post(sida, {falt: HALVT, "gor": "utkast"}).status_code == 303
    assert HALVT in client.get(sida).content.decode()
    assert client.post(sida, {"gor": "kasta"}).status_code == 303
    assert HALVT not in client.get(sida).content.decode()


def test_a_box_that_was_unticked_stays_so(as_user, sidor, tove):
    sida, _ = sidor["katalogen"]
    client = as_user(tove)
    ikryssad = client.get(sida).context["form"].initial["malgrupper"]
    assert ikryssad
    client.post(f"{sida}?utkast", {"motiv": HALVT})
    assert client.get(sida).context["form"]["malgrupper"].value() is None


def test_more_than_any_form_takes_is_refused(as_user, sidor, tove):
    sida, falt = sidor["ny vinjett"]
    client = as_user(tove)
    assert client.post(f"{sida}?utkast", {falt: "x" * (LARGEST + 1)}).status_code == 413
    assert not Formularutkast.objects.exists()


def test_whoever_may_not_open_the_form_leaves_no_draft(as_user, sidor, ines):
    for vilken in ("uppgifter", "faktor", "vinjett"):
        sida, falt = sidor[vilken]
        assert as_user(ines).post(f"{sida}?utkast", {falt: HALVT}).status_code == 403
    utan = make_anvandare(Roll.SOCIALSEKRETERARE)
    sida, falt = sidor["nytt instrument"]
    assert as_user(utan).post(f"{sida}?utkast", {falt: HALVT}).status_code == 403
    assert not Formularutkast.objects.exists()


def test_a_box_that_a_form_makes_for_itself_stays_unticked_too(as_user, sidor, tove):
    sida, _ = sidor["lagrum"]
    client = as_user(tove)
    assert client.get(sida).context["form"]["fran_socialtjanst"].value()
    client.post(f"{sida}?utkast", {"motiv": HALVT})
    assert client.get(sida).context["form"]["fran_socialtjanst"].value() is None


@pytest.mark.parametrize(("namn", "falt"), [("nytt_bidrag", "text"), ("snabblogg", "notering")])
def test_another_party_s_words_are_its_own_and_there_again(as_user, namn, falt):
    rum = make_rum()
    sida = reverse(f"samverkansteam:{namn}", args=[rum.team.pk])
    assert as_user(rum.extern).post(f"{sida}?utkast", {falt: HALVT}).status_code == 204
    assert HALVT in as_user(rum.extern).get(sida).content.decode()
    grannen = make_extern(rum.extern.organisation)
    add_deltagare(part=rum.part, anvandare=grannen, actor=rum.ledare)
    assert HALVT not in as_user(grannen).get(sida).content.decode()


def test_nothing_is_kept_of_a_page_that_only_asks_whether(as_user):
    rum = make_rum()
    sida = reverse("samverkansteam:avsluta", args=[rum.team.pk])
    assert "data-utkast-url" not in as_user(rum.ledare).get(sida).content.decode()
    assert as_user(rum.ledare).post(f"{sida}?utkast").status_code == 303
    assert not Formularutkast.objects.exists()
