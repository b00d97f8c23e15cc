"""One nämnd asks another whether a person is aktuell: what is asked, known, answered and logged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from access.models import Roll
from arenden.actions.aktualitet import ask_namnd
from arenden.models import Aktualitetsforfragan, Arende, Personakt, Steg
from arenden.models.akt import Skyddsniva
from arenden.models.aktualitet import SVARSTID
from audit.models import Logghandelse
from tests.arenden.webb import errors_at, som, text_of
from tests.builders import give_akt, make_anvandare, make_enhet, make_namnd
from tests.conftest import page_itself
from tests.insatser import vagen

pytestmark = pytest.mark.django_db

FRAGOR = reverse("arenden:namndfragor")


@pytest.fixture
def jarva() -> vagen.Stad:
    return vagen.make_stad()


@pytest.fixture
def farsta() -> vagen.Stad:
    stad = vagen.make_stad()
    stad.namnd.stadsdelsomrade = "Farsta"
    stad.namnd.save()
    return stad


@pytest.fixture
def arende(jarva) -> Arende:
    """Elias, as Järva knows him."""
    return vagen.fresh(vagen.receive(jarva))


def fraga_url(arende):
    return reverse("arenden:fraga_namnd", args=[arende.pk])


def svar_url(fraga):
    return reverse("arenden:namndsvar", args=[fraga.pk])


def ask(jarva, farsta, arende):
    data = {"tillfragad": farsta.namnd.pk, "andamal": "utredning"}
    return som(jarva.mottagare).post(fraga_url(arende), data)


def put(jarva, farsta, arende) -> Aktualitetsforfragan:
    return ask_namnd(
        arende=arende, tillfragad=farsta.namnd, andamal="utredning", actor=jarva.mottagare
    )


def waits_for(anvandare) -> int:
    return len(som(anvandare).get(FRAGOR).context["att_besvara"])


def known_in_farsta(farsta, **akt) -> Arende:
    arende = vagen.fresh(vagen.receive(farsta, stadsdelsomrade="Farsta"))
    Personakt.objects.filter(pk=arende.akt_id).update(**akt) if akt else None
    return arende


def test_ask_answer_and_read_the_answer(jarva, farsta, arende):
    dar = known_in_farsta(farsta)
    response = ask(jarva, farsta, arende)
    assert (response.status_code, response["Location"]) == (303, fraga_url(arende))
    fraga = Aktualitetsforfragan.objects.get()

    svarande = som(farsta.mottagare)
    assert str(jarva.namnd) in text_of(svarande.get(FRAGOR))
    page = text_of(svarande.get(svar_url(fraga)))
    assert "20120126-2399" in page
    assert "Det finns ett pågående ärende" in page
    assert "Elias" not in page
    assert svarande.post(svar_url(fraga), {"svar": "ja"}).status_code == 303
    assert waits_for(farsta.mottagare) == 0

    for url in (fraga_url(arende), FRAGOR):
        assert "Ja, personen är aktuell" in text_of(som(jarva.mottagare).get(url))
    loggat = Logghandelse.objects.filter(verb="namndfraga.answer", aktor_id=farsta.mottagare.pk)
    assert {rad.akt_id for rad in loggat} == {arende.akt_id, dar.akt_id}
    assert Logghandelse.objects.filter(verb="namndfraga.ask", akt_id=arende.akt_id).count() == 1


@pytest.mark.parametrize("skydd", list(Skyddsniva))
@pytest.mark.parametrize("known", [True, False])
def test_asking_tells_nothing_whoever_is_there(jarva, farsta, arende, known, skydd):
    if known:
        known_in_farsta(farsta, skyddsniva=skydd)
    assert ask(jarva, farsta, arende).status_code == 303
    page = text_of(som(jarva.mottagare).get(fraga_url(arende)))
    assert "Frågan är ställd svar senast" in page
    assert "aktuell." not in page.split("Frågor som har ställts")[1].split("Vilken nämnd")[0]


def test_a_protected_person_is_answered_for_by_those_named_only(jarva, farsta, arende):
    dar = known_in_farsta(farsta, skyddsniva=Skyddsniva.SEKRETESSMARKERING)
    namngiven = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=farsta.enhet)
    give_akt(namngiven, dar.akt)
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=farsta.enhet)
    fraga = put(jarva, farsta, arende)
    assert waits_for(chef) == 0
    assert som(chef).get(svar_url(fraga)).status_code == 404
    assert som(chef).post(svar_url(fraga), {"svar": "nej"}).status_code == 404
    assert waits_for(namngiven) == 1
    page = text_of(som(namngiven).get(svar_url(fraga)))
    assert "pröva särskilt" in page
    assert som(namngiven).post(svar_url(fraga), {"svar": "ja"}).status_code == 303


def test_questions_are_answered_in_the_namnd_that_was_asked(jarva, farsta, arende):
    fraga = put(jarva, farsta, arende)
    for vem, antal, status in (
        (farsta.mottagare, 1, 200),
        (farsta.gruppledare, 1, 200),
        (farsta.handlaggare, 0, 404),
        (jarva.mottagare, 0, 404),
        (make_anvandare(Roll.MOTTAGNING), 0, 404),
    ):
        assert waits_for(vem) == antal
        assert som(vem).get(svar_url(fraga)).status_code == status
    page = text_of(som(farsta.mottagare).get(svar_url(fraga)))
    assert "Det finns inget pågående ärende" in page


def test_a_question_that_is_not_for_one_is_answered_as_an_absent_one(jarva, farsta, arende):
    fraga = put(jarva, farsta, arende)
    client = som(farsta.handlaggare)
    absent = client.get(reverse("arenden:namndsvar", args=[arende.pk]))
    assert page_itself(client.get(svar_url(fraga))) == page_itself(absent)


def test_a_closed_case_is_no_longer_aktuell(jarva, farsta, arende):
    dar = known_in_farsta(farsta)
    Arende.objects.filter(pk=dar.pk).update(avslutat=timezone.now(), steg=Steg.AVSLUTAT)
    page = text_of(som(farsta.mottagare).get(svar_url(put(jarva, farsta, arende))))
    assert "Det finns inget pågående ärende" in page


def test_one_question_at_a_time(jarva, farsta, arende):
    fraga = put(jarva, farsta, arende)
    with pytest.raises(ValidationError, match="redan ställd"):
        put(jarva, farsta, arende)
    som(farsta.mottagare).post(svar_url(fraga), {"svar": "nej"})
    assert som(farsta.mottagare).post(svar_url(fraga), {"svar": "ja"}).status_code == 404
    assert put(jarva, farsta, arende).is_waiting


def test_what_nobody_answers_lapses(jarva, farsta, arende):
    fraga = put(jarva, farsta, arende)
    Aktualitetsforfragan.objects.update(stalld=timezone.now() - SVARSTID - timedelta(hours=1))
    assert waits_for(farsta.mottagare) == 0
    assert som(farsta.mottagare).post(svar_url(fraga), {"svar": "ja"}).status_code == 404
    assert "Ring nämndens mottagning" in text_of(som(jarva.mottagare).get(FRAGOR))


def test_a_protected_person_is_not_asked_about_here(jarva, farsta, arende):
    Personakt.objects.filter(pk=arende.akt_id).update(skyddsniva=Skyddsniva.SEKRETESSMARKERING)
    with pytest.raises(PermissionDenied, match="skyddade uppgifter"):
        put(jarva, farsta, vagen.fresh(arende))


def test_only_one_who_is_identified_can_be_asked_about(jarva, farsta):
    okand = vagen.receive(jarva, berorda=[{"roll": "barn", "kannetecken": "röd mössa"}])
    [fel] = errors_at(ask(jarva, farsta, okand), "__all__")
    assert "Fyll i det först" in fel


def test_only_another_social_namnd_can_be_asked(jarva, arende):
    fack = make_enhet(namnd=make_namnd())  # no mottagning
    for namnd in (fack.namnd, jarva.namnd):
        data = {"tillfragad": namnd.pk, "andamal": "utredning"}
        assert errors_at(som(jarva.mottagare).post(fraga_url(arende), data), "tillfragad")
        with pytest.raises(ValidationError, match="annan socialnämnd"):
            ask_namnd(arende=arende, tillfragad=namnd, andamal="utredning", actor=jarva.mottagare)
    assert not Aktualitetsforfragan.objects.exists()


def test_only_whoever_works_with_the_case_asks(jarva, farsta, arende):
    with pytest.raises(PermissionDenied):
        ask_namnd(
            arende=arende, tillfragad=farsta.namnd, andamal="utredning", actor=jarva.handlaggare
        )
    assert som(jarva.handlaggare).get(fraga_url(arende)).status_code == 404


def test_an_answer_must_be_chosen(jarva, farsta, arende):
    fraga = put(jarva, farsta, arende)
    assert errors_at(som(farsta.mottagare).post(svar_url(fraga), {}), "svar")
    fraga.refresh_from_db()
    assert fraga.besvarad is None
