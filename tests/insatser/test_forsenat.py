"""Never late silently: whose notice, whose list, in which order, with how many questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.actions.jav import close_akt_for_jav
from access.models import Avisering, Franvaro, Jav, Tilltrade
from arenden.actions.frister import stop_frist
from arenden.actions.tilldelning import assign_arende
from arenden.models import Arende, Frist, Personakt
from arenden.models.akt import Skyddsniva
from arenden.rules.frister import all_fristslag
from insatser.actions.aviseringar import LANGST, tell_of_varning
from tests.arenden.webb import som, text_of
from tests.builders import give_akt, make_akt, make_anvandare, make_arende
from tests.insatser import vagen
from tests.insatser.test_sidor_fragor import asked

FORSENAT = "/forsenat/"
FRIST, FRIST_SEN = Avisering.Slag.FRIST, Avisering.Slag.FRIST_SEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def stad():
    return vagen.make_stad()


def make_frist(arende: Arende, dagar: float, slag: str = "utredning") -> Frist:
    """A running clock that runs out in so many days."""
    senast = timezone.now() + timedelta(days=dagar)
    return Frist.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        arende=arende,
        slag=slag,
        lagrum="SoL 20:3",
        ankare=senast - timedelta(days=120),
        gar_sedan=senast - timedelta(days=120),
        budget="P4M",
        mal=timezone.localdate(senast),
        senast=senast,
    )


def in_the_unit(stad, enhet=None, **falt) -> Arende:
    return make_arende(akt=make_akt(enhet=enhet or stad.enhet), **falt)


def mine(stad, **falt) -> Arende:
    arende = in_the_unit(stad, handlaggare=stad.handlaggare, **falt)
    give_akt(stad.handlaggare, arende.akt)
    return arende


def told(slag):
    return set(
        Avisering.objects.unread()
        .filter(slag=slag)
        .values_list("mottagare__anvandarnamn", flat=True)
    )


def names(*personer):
    return {person.anvandarnamn for person in personer}


def test_before_the_day_the_handlaggare_alone_is_told(stad):
    frist = make_frist(mine(stad), 3)
    tell_of_varning(frist, 3)
    assert told(FRIST) == names(stad.handlaggare)
    rad = Avisering.objects.get(slag=FRIST)
    assert rad.referens == f"{frist.arende.arendenummer}: Utredning, senast {frist.mal}"
    assert rad.sida == [frist.arende_id]


def test_on_the_day_and_after_it_the_gruppledare_too(stad):
    frist = make_frist(mine(stad), 0)
    tell_of_varning(frist, 0)
    assert told(FRIST) == names(stad.handlaggare, stad.gruppledare)
    tell_of_varning(frist, -1)
    assert told(FRIST_SEN) == names(stad.handlaggare, stad.gruppledare)
    assert told(FRIST) == set()


def test_a_clock_that_is_stopped_is_spoken_of_no_more(stad):
    frist = make_frist(mine(stad), -1)
    tell_of_varning(frist, -1)
    stop_frist(frist.arende, frist.slag, actor=stad.handlaggare)
    assert told(FRIST_SEN) == set()


def test_a_case_that_nobody_has_is_told_to_who_may_take_it(stad):
    arende = in_the_unit(stad, enhet=stad.mottagning)
    tell_of_varning(make_frist(arende, 3), 3)
    assert told(FRIST) == names(stad.gruppledare, stad.mottagare)


def test_who_covers_for_the_handlaggare_is_told_with_them(stad):
    arende = mine(stad)
    ersattare = make_anvandare(enhet=stad.enhet)
    idag = timezone.localdate()
    Franvaro.objects.create(
        anvandare=stad.handlaggare,
        ersattare=ersattare,
        fran=idag,
        till=idag + timedelta(days=3),
        given_av=stad.gruppledare,
    )
    give_akt(ersattare, arende.akt)
    tell_of_varning(make_frist(arende, 3), 3)
    assert told(FRIST) == names(stad.handlaggare, ersattare)


def test_not_even_the_number_of_a_protected_akt_is_told_to_who_does_not_reach_it(stad):
    arende = mine(stad)
    Personakt.objects.filter(pk=arende.akt_id).update(skyddsniva=Skyddsniva.SEKRETESSMARKERING)
    tell_of_varning(make_frist(arende, -1), -1)
    assert told(FRIST_SEN) == names(stad.handlaggare)


def test_nobody_with_a_jav_is_told(stad):
    arende = mine(stad)
    close_akt_for_jav(
        akt_id=arende.akt_id,
        anvandare=stad.gruppledare,
        slag=Jav.Slag.ANMALD,
        actor=stad.gruppledare,
    )
    tell_of_varning(make_frist(arende, -1), -1)
    assert told(FRIST_SEN) == names(stad.handlaggare)


def test_when_nobody_reaches_it_the_leaders_hear_that_something_is_late(stad):
    """Silence would be worse than a number."""
    arende = mine(stad)
    Tilltrade.objects.filter(omfattning_id=arende.akt_id).delete()
    close_akt_for_jav(
        akt_id=arende.akt_id,
        anvandare=stad.gruppledare,
        slag=Jav.Slag.ANMALD,
        actor=stad.gruppledare,
    )
    tell_of_varning(make_frist(arende, -1), -1)
    assert told(FRIST_SEN) == names(stad.gruppledare)


def test_every_kind_of_clock_can_be_named_in_a_notice():
    for slag in all_fristslag():
        assert len(f"JAR-2026-000420: {slag.namn}, senast 2026-12-31") <= LANGST, slag.namn


def test_a_new_handlaggare_hears_of_it_and_the_one_before_no_more(stad):
    arende = vagen.arende_at(stad, "utredning")
    assert told(Avisering.Slag.TILLDELAD) == names(stad.handlaggare)
    kollega = make_anvandare(enhet=stad.enhet)
    assign_arende(arende=arende, handlaggare=kollega, enhet=stad.enhet, actor=stad.gruppledare)
    assert told(Avisering.Slag.TILLDELAD) == names(kollega)


def test_ones_own_late_clock_stands_first_in_words_and_with_an_icon(stad):
    annan = in_the_unit(stad, handlaggare=make_anvandare(enhet=stad.enhet))
    make_frist(annan, -9)
    egen = make_frist(in_the_unit(stad, handlaggare=stad.gruppledare), -2)
    make_frist(in_the_unit(stad), 1)
    svar = som(stad.gruppledare).get(reverse("insatser:min_dag"))
    rader = svar.context["brattom"]
    assert rader[0]["arende"] == egen.arende
    assert rader[0]["frist"]["lage"] == "sen"
    assert rader[1]["arende"] == annan
    assert "2 dagar försenad" in text_of(svar)
    assert "#utrop" in svar.content.decode()


def test_what_a_closed_case_still_owes_is_shown(stad):
    arende = mine(stad)
    make_frist(arende, -1, "aterkoppling")
    Arende.objects.filter(pk=arende.pk).update(avslutat=timezone.now(), steg="avslutat")
    svar = som(stad.handlaggare).get(reverse("insatser:min_dag"))
    assert [rad["arende"] for rad in svar.context["brattom"]] == [arende]
    svar = som(stad.gruppledare).get(FORSENAT)
    assert [rad["frist"].arende for rad in svar.context["rader"]] == [arende]


def test_the_list_of_the_unit(stad):
    sen = make_frist(mine(stad), -3)
    make_frist(mine(stad), 1)
    stoppad = make_frist(mine(stad), -4)
    Frist.objects.filter(pk=stoppad.pk).update(stoppad=timezone.now(), utgang=Frist.Utgang.UPPFYLLD)
    make_frist(in_the_unit(vagen.make_stad()), -3)
    svar = som(stad.gruppledare).get(FORSENAT)
    assert [rad["frist"] for rad in svar.context["rader"]] == [sen]
    text = text_of(svar)
    assert "3 dagar försenad" in text
    assert "1 frist har gått ut" in text
    assert sen.arende.arendenummer in text
    assert "Kim" not in text
    assert "Exempelsson" not in text


def test_the_list_is_for_those_who_lead_and_their_own_units(stad):
    make_frist(in_the_unit(stad, enhet=stad.mottagning), -3)
    assert som(stad.handlaggare).get(FORSENAT).status_code == 403
    assert som(stad.gruppledare).get(FORSENAT).context["rader"] == []


def test_the_list_by_clock_by_handlaggare_and_turned(stad):
    utan = make_frist(in_the_unit(stad), -1)
    egen = make_frist(mine(stad), -5, "forhandsbedomning")
    client = som(stad.gruppledare)

    def shown(fraga):
        return [rad["frist"] for rad in client.get(FORSENAT + fraga).context["rader"]]

    assert shown("") == [egen, utan]
    assert shown("?sort=-senast") == [utan, egen]
    assert shown("?slag=utredning") == [utan]
    assert shown("?handlaggare=ingen") == [utan]
    assert shown(f"?handlaggare={stad.handlaggare.pk}") == [egen]
    assert shown("?slag=annat&handlaggare=nagon&sida=x&sort=x") == [egen, utan]


def test_the_list_asks_as_much_for_sixty_as_for_five(stad):
    client = som(stad.gruppledare)
    for n in range(5):
        make_frist(in_the_unit(stad), -1 - n)
    five = len(asked(client, FORSENAT))
    for n in range(55):
        make_frist(in_the_unit(stad), -1 - n)
    assert len(asked(client, FORSENAT)) == five <= 12
    assert len(client.get(FORSENAT + "?sida=3").context["rader"]) == 10
