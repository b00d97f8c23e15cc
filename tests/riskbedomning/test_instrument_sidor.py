"""The editor of instruments, page by page, and the form that the age picks."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from access.models import Roll
from riskbedomning.actions.instrument import copy_version, send_version
from riskbedomning.models import Bedomning, Instrument, Instrumentversion
from tests.builders import give_akt, make_akt, make_anvandare, make_arende

pytestmark = pytest.mark.django_db

FAKTOR = {
    "rubrik": "En trygg granne",
    "kod": "trygg_granne",
    "niva": "social",
    "slag": "skydd",
    "vagledning": "Omfattning: Hur ofta?\nSituationer: När?\nFöljder: Vad ger det?",
    "bbic": "Familj och miljö: socialt nätverk och integrering",
    "kalla": "Egen formulering",
}


@pytest.fixture
def tove():
    return make_anvandare(Roll.METODLEDARE, namn="Tove Metodin")


@pytest.fixture
def ines():
    return make_anvandare(Roll.METODLEDARE, namn="Ines Vägmark")


@pytest.fixture
def galler():
    return Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")


@pytest.fixture
def utkast(galler, tove):
    return copy_version(version=galler, anledning="Tydligare ord om grannar.", actor=tove)


def address(name, version, *args):
    return reverse(f"riskbedomning:{name}", args=[version.pk, *args])


def text_of(response):
    return response.content.decode()


def test_the_whole_way_through_the_pages(as_user, galler, tove, ines):
    client = as_user(tove)
    assert "Version 1" in text_of(client.get(reverse("riskbedomning:instrument")))
    copied = client.post(address("instrument_kopiera", galler), {"anledning": "Nya ord."})
    utkast = Instrumentversion.objects.get(forfattare=tove)
    assert (copied.status_code, copied.url) == (303, address("instrumentversion", utkast))
    faktor = utkast.faktorer.get(kod="stodjande_vanner")
    changed = client.post(address("instrument_faktor", utkast, faktor.pk), FAKTOR)
    assert changed.url.endswith("#trygg_granne")
    client.post(address("instrument_skicka", utkast))
    granska = address("instrument_granska", utkast)
    assert client.get(granska).status_code == 403

    client = as_user(ines)
    assert "Väntar på din granskning" in text_of(client.get(reverse("riskbedomning:instrument")))
    assert "Nya ord." in text_of(client.get(granska))
    client.post(granska, {"utfall": "godkand", "kommentar": "Bra och begripligt."})
    published = client.post(address("instrument_publicera", utkast))
    assert published.status_code == 303
    utkast.refresh_from_db()
    assert utkast.publicerad is not None
    page = text_of(client.get(address("instrumentversion", utkast)))
    assert "Bra och begripligt." in page
    assert "Kopiera till ny version" in page


def test_the_difference_is_shown_in_words(as_user, utkast, tove, ines):
    client = as_user(tove)
    client.post(address("instrument_ny_faktor", utkast), FAKTOR)
    borta, kvar = utkast.faktorer.get(kod="franvaro"), utkast.faktorer.get(kod="mobbning")
    client.post(address("instrument_ta_bort", utkast, borta.pk))
    client.post(
        address("instrument_faktor", utkast, kvar.pk),
        {namn: getattr(kvar, namn) for namn in FAKTOR} | {"rubrik": "Ensam i skolan"},
    )
    page = text_of(as_user(ines).get(address("instrument_skillnad", utkast)))
    for words in ("Nya faktorer", "En trygg granne", "Borttagna faktorer", "Frånvaro från skolan"):
        assert words in page
    assert "Utsatt eller ensam i skolan" in page
    assert "Ensam i skolan" in page


def test_a_version_of_another_instrument_is_not_compared_with(as_user, utkast, tove):
    annat = Instrumentversion.objects.current().get(instrument__kod="ssb-6-11")
    response = as_user(tove).get(address("instrument_skillnad", utkast), {"mot": annat.pk})
    assert response.status_code == 404


def test_what_hinders_is_said_on_the_page_and_when_it_is_sent(as_user, utkast, tove):
    client = as_user(tove)
    client.post(address("instrument_ny_faktor", utkast), FAKTOR)
    page = text_of(client.get(address("instrumentversion", utkast)))
    assert "De ska vara lika många." in page
    assert "Skicka för granskning" not in page
    client.post(address("instrument_skicka", utkast))
    utkast.refresh_from_db()
    assert utkast.is_utkast


def test_a_refused_factor_keeps_what_was_typed(as_user, utkast, tove):
    response = as_user(tove).post(
        address("instrument_ny_faktor", utkast), FAKTOR | {"kod": "franvaro"}
    )
    assert response.status_code == 422
    assert "Koden finns redan" in text_of(response)
    assert "En trygg granne" in text_of(response)


def test_moving_leads_back_to_the_factor(as_user, utkast, tove):
    forsta, andra = utkast.faktorer.filter(niva="social", slag="risk")[:2]
    response = as_user(tove).post(
        address("instrument_flytta", utkast, forsta.pk), {"riktning": "ner"}
    )
    assert response.url == f"{address('instrumentversion', utkast)}#{forsta.kod}"
    assert list(utkast.faktorer.filter(niva="social", slag="risk")[:2]) == [andra, forsta]


def test_a_published_version_offers_no_way_to_change_it(as_user, galler, tove):
    client = as_user(tove)
    page = text_of(client.get(address("instrumentversion", galler)))
    assert "Flytta ner" not in page
    faktor = galler.faktorer.first()
    assert client.post(address("instrument_faktor", galler, faktor.pk), FAKTOR).status_code == 403
    assert client.post(address("instrument_ta_bort", galler, faktor.pk)).status_code == 403
    assert client.post(address("instrument_flytta", galler, faktor.pk)).status_code == 403


def test_no_role_but_the_method_leader_s_comes_in(as_user, galler, asa):
    assert as_user(asa).get(reverse("riskbedomning:instrument")).status_code == 403
    assert as_user(asa).get(address("instrumentversion", galler)).status_code == 403


def test_queries_are_constant_in_the_number_of_factors(
    as_user, utkast, tove, django_assert_max_num_queries
):
    client = as_user(tove)
    with django_assert_max_num_queries(16):
        client.get(address("instrumentversion", utkast))
    with django_assert_max_num_queries(16):
        client.get(reverse("riskbedomning:instrument"))


def begin(client, arende, **data):
    return client.post(reverse("riskbedomning:start", args=[arende.pk]), data)


@pytest.mark.parametrize(
    ("fodd", "kod"),
    [
        (date(2020, 12, 1), "ssb-6-11"),
        (date(2014, 12, 2), "ssb-6-11"),
        (date(2014, 12, 1), "ssb-12-17"),
        (date(2008, 12, 2), "ssb-12-17"),
        (date(2008, 12, 1), "ssb-18-20"),
    ],
)
def test_the_true_birth_date_picks_the_variant(as_user, asa, fodd, kod):
    arende = make_arende(akt=make_akt(fodd=fodd))
    give_akt(asa, arende.akt)
    with time_machine.travel(datetime(2026, 12, 1, 12, tzinfo=UTC), tick=True):
        client = as_user(asa)
        page = client.get(reverse("riskbedomning:start", args=[arende.pk]))
        vald = Instrumentversion.objects.get(pk=page.context["form"]["instrumentversion"].value())
        begin(client, arende, instrumentversion=vald.pk, skal="")
    assert vald.instrument.kod == kod
    assert Bedomning.objects.get().instrumentversion == vald


def test_another_variant_takes_a_reason_that_is_kept(as_user, arende, asa):
    yngre = Instrumentversion.objects.current().get(instrument__kod="ssb-6-11")
    response = begin(as_user(asa), arende, instrumentversion=yngre.pk, skal="")
    assert response.status_code == 422
    assert "är gjort för 6–11 år och personen är 15 år" in text_of(response)
    assert not Bedomning.objects.exists()
    begin(as_user(asa), arende, instrumentversion=yngre.pk, skal="Utvecklingen motsvarar nio år.")
    bedomning = Bedomning.objects.get()
    assert bedomning.instrument_skal == "Utvecklingen motsvarar nio år."
    page = as_user(asa).get(reverse("riskbedomning:bedomning", args=[arende.pk, bedomning.pk]))
    assert "Utvecklingen motsvarar nio år." in text_of(page)


def test_a_draft_and_the_form_that_is_no_longer_used_are_not_offered(as_user, arende, asa, utkast):
    page = text_of(as_user(asa).get(reverse("riskbedomning:start", args=[arende.pk])))
    aldre = Instrument.objects.get(kod="ssb").versioner.get()
    assert str(utkast.pk) not in page
    assert str(aldre.pk) not in page
    response = begin(as_user(asa), arende, instrumentversion=utkast.pk, skal="Jag vill prova.")
    assert response.status_code == 422


def test_whose_age_is_unknown_is_asked_about_in_words(as_user, arende, asa):
    arende.akt.person.fodelsedatum = None
    arende.akt.person.save()
    page = text_of(as_user(asa).get(reverse("riskbedomning:start", args=[arende.pk])))
    assert "Födelsedatum saknas" in page


def test_the_foot_of_the_page_names_the_version_of_the_program(as_user, galler, tove):
    page = text_of(as_user(tove).get(address("instrumentversion", galler)))
    assert f"Version {galler}" not in page


def test_what_waits_for_review_is_in_nobody_else_s_way(as_user, utkast, tove, ines):
    send_version(version=utkast, actor=tove)
    page = text_of(as_user(tove).get(address("instrumentversion", utkast)))
    assert "En annan metodledare behöver granska den" in page
    assert "Granska versionen" in text_of(as_user(ines).get(address("instrumentversion", utkast)))
