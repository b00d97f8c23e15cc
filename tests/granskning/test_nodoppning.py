"""Every break-glass gets a verdict from somebody without a part in it, or those above are told."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from access.models import Avisering, Nodoppning, Roll
from arenden.actions.nodoppning import break_glass
from arenden.models import Steg
from granskning.actions.nodoppning import remind_of_overdue, review_nodoppning
from granskning.policy import nodoppningar_for
from granskning.rules.aterblick import granskas_senast
from tests.arenden.webb import som, text_of
from tests.builders import make_anvandare, make_enhet
from tests.insatser import vagen

pytestmark = pytest.mark.django_db
TEXT = "Barnet har ringt och är rädd, och ingen i enheten svarar."


@pytest.fixture
def stad():
    return vagen.make_stad()


@pytest.fixture
def oppnad(stad) -> Nodoppning:
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    kollega = make_anvandare(enhet=make_enhet(namnd=stad.namnd))
    return break_glass(nummer=arende.arendenummer, orsak="fara", text=TEXT, actor=kollega)


@pytest.fixture
def granskare(stad):
    return make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=stad.namnd))


def review(nodoppning, actor, utfall="motiverad"):
    return review_nodoppning(
        nodoppning=nodoppning, utfall=utfall, kommentar="Läste det som behövdes.", actor=actor
    )


@pytest.mark.parametrize(
    ("dag", "senast"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 11, 21), date(2026, 11, 27)),
        (date(2026, 12, 22), date(2027, 1, 4)),
    ],
)
def test_five_working_days_pass_weekends_and_holidays(dag, senast):
    assert granskas_senast(dag) == senast


def test_a_reviewer_gives_the_verdict_once_and_the_notices_go(oppnad, granskare):
    granskning = review(oppnad, granskare)
    assert (granskning.granskad_av, granskning.kommentar) == (granskare, "Läste det som behövdes.")
    assert not Avisering.objects.filter(objekt_id=oppnad.pk, last=None).exists()
    with pytest.raises(PermissionDenied, match="redan granskad"):
        review(oppnad, granskare)


def test_nobody_reviews_what_they_opened_or_confirmed_nor_their_own_units(stad, oppnad):
    oppnarens = oppnad.anvandare.uppdrag_nu[0].enhet
    for nagon in (
        oppnad.anvandare,
        make_anvandare(Roll.LOGGRANSKARE, enhet=stad.enhet),
        make_anvandare(Roll.LOGGRANSKARE, enhet=oppnarens),
        make_anvandare(Roll.LOGGRANSKARE),
        make_anvandare(Roll.DATASKYDDSOMBUD, enhet=make_enhet(namnd=stad.namnd)),
        stad.gruppledare,
    ):
        with pytest.raises(PermissionDenied):
            review(oppnad, nagon)
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=stad.enhet)
    oppnad.bekraftad_av = chef
    oppnad.save()
    with pytest.raises(PermissionDenied):
        review(oppnad, chef)


def test_what_is_past_its_day_is_told_once_to_reviewers_and_officer(stad, oppnad, granskare):
    ombud = make_anvandare(Roll.DATASKYDDSOMBUD, enhet=make_enhet(namnd=stad.namnd))
    senast = granskas_senast(timezone.localdate(oppnad.oppnad))
    sista = timezone.make_aware(datetime.combine(senast, datetime.max.time()))
    assert remind_of_overdue(nu=sista) == 0
    assert remind_of_overdue(nu=sista + timedelta(days=1)) == 1
    forsenad = Avisering.objects.filter(slag=Avisering.Slag.FORSENAD)
    assert {a.mottagare for a in forsenad} == {stad.enhetschef, granskare, ombud}
    assert remind_of_overdue(nu=sista + timedelta(days=2)) == 0


def test_what_is_reviewed_is_not_escalated(oppnad, granskare):
    review(oppnad, granskare, "ej_motiverad")
    assert remind_of_overdue(nu=timezone.now() + timedelta(days=30)) == 0


def test_the_list_shows_what_one_reviews_and_never_ones_own(stad, oppnad, granskare):
    assert list(nodoppningar_for(granskare)) == [oppnad]
    for nagon in (
        oppnad.anvandare,
        make_anvandare(Roll.LOGGRANSKARE),
        make_anvandare(Roll.ENHETSCHEF, enhet=make_enhet(namnd=stad.namnd)),
    ):
        assert not nodoppningar_for(nagon).exists()


def test_the_page_shows_the_reason_and_takes_the_verdict(granskare, oppnad):
    client, sida = som(granskare), reverse("granskning:nodoppning", args=[oppnad.pk])
    visat = text_of(client.get(sida))
    assert TEXT in visat
    assert "1, varav 0 utan träff" in visat
    assert oppnad.referens in text_of(client.get(reverse("granskning:logg")))
    assert client.post(sida, {"utfall": "", "kommentar": "x"}).status_code == 422
    svar = client.post(sida, {"utfall": "motiverad", "kommentar": "Rätt gjort."})
    assert svar.status_code == 303
    assert "Rätt gjort." in text_of(client.get(sida))
