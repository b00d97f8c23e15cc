"""A wholly new instrument goes the way of a new version; a licensed one never holds a factor."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from access.models import Roll
from audit.models import Logghandelse
from riskbedomning.actions import start_bedomning
from riskbedomning.actions.instrument import (
    add_faktor,
    copy_version,
    create_instrument,
    hinder_for_version,
    publish_version,
    review_version,
    send_version,
)
from riskbedomning.models import Faktor, Instrument, Instrumentversion
from tests.builders import make_anvandare
from tests.riskbedomning.test_instrument import FAKTOR

pytestmark = pytest.mark.django_db

NYTT = {
    "namn": "Skolstödet",
    "kod": "skolstodet",
    "slag": "eget",
    "beskrivning": "Frågar om vägen tillbaka till skolan.",
    "kalla": "Egen formulering efter Skolverkets allmänna råd.",
    "alder_fran": 7,
    "alder_till": 16,
    "anledning": "Frånvaro frågas för lite om.",
}
LICENS = NYTT | {"namn": "ESTER", "kod": "ester", "slag": "licens"}


@pytest.fixture
def tove():
    return make_anvandare(Roll.METODLEDARE, namn="Tove Metodin")


@pytest.fixture
def ines():
    return make_anvandare(Roll.METODLEDARE, namn="Ines Vägmark")


def fill(version, actor):
    for niva in Faktor.Niva:
        for slag in Faktor.Slag:
            ord_ = FAKTOR | {"kod": f"{niva}_{slag}", "niva": niva, "slag": slag}
            add_faktor(version=version, actor=actor, **ord_)


def publish(version, author, reviewer):
    send_version(version=version, actor=author)
    review_version(version=version, utfall="godkand", kommentar="Tydligt.", actor=reviewer)
    return publish_version(version=version, actor=author)


def test_the_same_way_from_draft_to_published(tove, ines):
    utkast = create_instrument(actor=tove, **NYTT)
    assert (utkast.nummer, utkast.status, utkast.forfattare) == (1, "utkast", tove)
    assert Logghandelse.objects.filter(verb="instrument.create").exists()
    with pytest.raises(ValidationError, match="ingen faktor"):
        send_version(version=utkast, actor=tove)
    fill(utkast, tove)
    send_version(version=utkast, actor=tove)
    with pytest.raises(PermissionDenied, match="själv skrivit"):
        review_version(version=utkast, utfall="godkand", kommentar="Bra.", actor=tove)
    assert utkast not in Instrumentversion.objects.current()
    review_version(version=utkast, utfall="godkand", kommentar="Tydligt.", actor=ines)
    publish_version(version=utkast, actor=ines)
    assert utkast in Instrumentversion.objects.current()


def test_a_code_is_used_once(tove):
    with pytest.raises(ValidationError) as refused:
        create_instrument(actor=tove, **NYTT | {"kod": "ssb-12-17"})
    assert set(refused.value.message_dict) == {"kod"}


def test_only_a_method_leader_begins_one(asa):
    with pytest.raises(PermissionDenied):
        create_instrument(actor=asa, **NYTT)
    assert not Instrument.objects.filter(kod=NYTT["kod"]).exists()


def test_a_licensed_one_is_published_without_a_factor_and_never_assessed_with(
    tove, ines, arende, asa
):
    utkast = create_instrument(actor=tove, **LICENS)
    assert hinder_for_version(utkast) == []
    version = publish(utkast, tove, ines)
    assert version in Instrumentversion.objects.references()
    assert version not in Instrumentversion.objects.current()
    with pytest.raises(ValidationError, match="kräver licens"):
        start_bedomning(arende=arende, instrumentversion=version, actor=asa)


def test_a_licensed_one_takes_no_factor_not_even_past_the_pages(tove):
    utkast = create_instrument(actor=tove, **LICENS)
    with pytest.raises(PermissionDenied, match="inga egna faktorer"):
        add_faktor(version=utkast, actor=tove, **FAKTOR)
    with pytest.raises(IntegrityError, match="licensed"), transaction.atomic():
        Faktor.objects.create(instrumentversion=utkast, ordning=1, **FAKTOR)


def test_its_next_version_is_a_copy_and_as_empty(tove, ines):
    version = publish(create_instrument(actor=tove, **LICENS), tove, ines)
    ny = copy_version(version=version, anledning="Ny utgåva.", actor=ines)
    assert not ny.faktorer.exists()
    assert hinder_for_version(ny) == []


def test_over_http_with_everything_typed_kept_at_a_refusal(as_user, tove, utomstaende):
    sida = reverse("riskbedomning:nytt_instrument")
    client = as_user(tove)
    assert sida in client.get(reverse("riskbedomning:instrument")).content.decode()
    taget = client.post(sida, NYTT | {"kod": "ssb-12-17"})
    assert taget.status_code == 422
    assert NYTT["beskrivning"] in taget.content.decode()
    sparat = client.post(sida, LICENS)
    utkast = Instrumentversion.objects.get(instrument__kod="ester")
    assert (sparat.status_code, sparat.url) == (
        303,
        reverse("riskbedomning:instrumentversion", args=[utkast.pk]),
    )
    page = client.get(sparat.url).content.decode()
    assert "Här finns bara en hänvisning" in page
    assert "Lägg till en faktor" not in page
    faktor = reverse("riskbedomning:instrument_ny_faktor", args=[utkast.pk])
    assert client.get(faktor).status_code == 403
    assert as_user(utomstaende).get(sida).status_code == 403


def test_the_form_of_an_external_assessment_names_the_references(as_user, arende, asa, tove, ines):
    publish(create_instrument(actor=tove, **LICENS), tove, ines)
    page = as_user(asa).get(reverse("riskbedomning:ny_extern", args=[arende.pk])).content.decode()
    assert "Till exempel ESTER." in page
