"""What must never be, whatever is granted: separation of duties, also on random towns."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uuid6 import uuid7

from access.actions import deactivate_anvandare, end_uppdrag, give_uppdrag
from access.actions.delegation import give_delegation
from access.actions.franvaro import appoint_ersattare
from access.actions.jour import give_jourpass
from access.models import Delegation, Enhet, Franvaro, Jourpass, Nodoppning, Roll, Tilltrade
from arenden import policy
from arenden.actions.beslut import decide_beslut
from arenden.actions.nodoppning import break_glass
from arenden.models import Arende, Steg
from granskning.models import Loggrad
from lagesbild.actions.publicering import approve_publicering, compose_publicering
from tests.arenden.webb import som
from tests.builders import make_akt, make_anvandare, make_arende, make_enhet, make_namnd
from tests.insatser import vagen
from tests.lagesbild.underlag import make_uttag
from tests.policy.matris import ADDRESSES, MATRIS

pytestmark = pytest.mark.django_db

WATCHERS = (
    Roll.ADMINISTRATOR,
    Roll.NYCKELANSVARIG,
    Roll.LOGGRANSKARE,
    Roll.DATASKYDDSOMBUD,
    Roll.ANALYTIKER,
    Roll.METODLEDARE,
    Roll.NAMNDLEDAMOT,
    Roll.REGISTRATOR,
    Roll.EXTERN,
)
OF_A_CASE = sorted(namn for namn, mal in ADDRESSES.items() if "arende" in mal.pattern.converters)
IDAG = timezone.localdate


@pytest.fixture
def stad() -> vagen.Stad:
    return vagen.make_stad()


# Whoever watches over the rest opens no case.


@pytest.mark.parametrize("roll", WATCHERS)
def test_no_page_of_a_case_opens_for_who_does_no_case_work(roll: Roll):
    assert OF_A_CASE
    for namn in OF_A_CASE:
        assert roll not in MATRIS[namn].roller, namn


def test_an_administrator_opens_no_case_by_any_address(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    client = som(make_anvandare(Roll.ADMINISTRATOR, enhet=stad.enhet))
    for namn in OF_A_CASE:
        args = dict.fromkeys(ADDRESSES[namn].pattern.converters, uuid7())
        for argument, converter in ADDRESSES[namn].pattern.converters.items():
            if type(converter).__name__ != "UUIDConverter":
                args[argument] = "plan"
        svar = client.get(reverse(namn, kwargs=args | {"arende": arende.pk}))
        assert svar.status_code in {403, 405}, namn


@pytest.mark.parametrize("roll", [r for r in Roll if r not in {Roll.ADMINISTRATOR, Roll.SYSTEM}])
def test_nobody_but_an_administrator_gives_duties(stad, roll):
    with pytest.raises(PermissionDenied):
        give(make_anvandare(roll, enhet=stad.enhet), make_anvandare(), Roll.SOCIALSEKRETERARE, stad)


def give(actor, anvandare, roll, stad):
    return give_uppdrag(
        anvandare=anvandare,
        roll=roll,
        namnd=stad.namnd,
        enhet=stad.enhet,
        fran=IDAG(),
        till=None,
        actor=actor,
    )


# Whoever gives never gives to themselves.


@pytest.mark.parametrize("roll", Roll)
def test_an_administrator_gives_themselves_no_duty(stad, roll):
    admin = make_anvandare(Roll.ADMINISTRATOR)
    with pytest.raises(PermissionDenied, match="egna uppdrag"):
        give(admin, admin, roll, stad)


def test_who_leads_neither_covers_nor_is_on_call_nor_delegates_to_themselves(stad):
    chef, kollega = stad.gruppledare, make_anvandare(enhet=stad.enhet)
    period = {"fran": IDAG(), "till": IDAG() + timedelta(days=7), "actor": chef}
    with pytest.raises(PermissionDenied):
        appoint_ersattare(anvandare=kollega, ersattare=chef, **period)
    with pytest.raises(PermissionDenied):
        appoint_ersattare(anvandare=chef, ersattare=kollega, **period)
    with pytest.raises(PermissionDenied):
        give_delegation(anvandare=chef, arendetyp="beslut", enhet=stad.enhet, **period)
    nu = timezone.now()
    with pytest.raises(PermissionDenied):
        give_jourpass(
            anvandare=chef, namnd=stad.namnd, fran=nu, till=nu + timedelta(hours=1), actor=chef
        )


def rows_given_to_oneself(stad, vem, annan):
    nu, idag = timezone.now(), IDAG()
    dagar = {"fran": idag, "till": idag, "given_av": vem}
    return {
        "franvaro, cover": Franvaro(anvandare=annan, ersattare=vem, **dagar),
        "franvaro, absent": Franvaro(anvandare=vem, ersattare=annan, **dagar),
        "franvaro, same": Franvaro(
            anvandare=annan, ersattare=annan, fran=idag, till=idag, given_av=vem
        ),
        "delegation": Delegation(anvandare=vem, enhet=stad.enhet, arendetyp="beslut", **dagar),
        "jourpass": Jourpass(
            anvandare=vem, namnd=stad.namnd, fran=nu, till=nu + timedelta(hours=1), given_av=vem
        ),
        "nodoppning": Nodoppning(
            anvandare=vem,
            orsak="fara",
            utgang="oppnad",
            akt_id=uuid7(),
            oppnad=nu,
            till=nu,
            bekraftad_av=vem,
        ),
    }


def test_the_database_itself_refuses_what_is_given_to_oneself(stad):
    rader = rows_given_to_oneself(stad, stad.gruppledare, make_anvandare(enhet=stad.enhet))
    for rad in rader.values():
        with pytest.raises(IntegrityError), transaction.atomic():
            rad.save()


# Whoever proposes never decides.


@pytest.mark.parametrize("roll", Roll.ledande())
def test_no_proposer_decides_whatever_their_role(stad, roll):
    arende = vagen.arende_at(stad, Steg.BESLUT)
    beslut = arende.beslut.get()
    chef = make_anvandare(roll, enhet=stad.enhet)
    give_unit(chef, stad.enhet)
    assert policy.may_decide_beslut(chef, beslut)
    beslut.foreslagen_av = chef
    beslut.save()
    with pytest.raises(PermissionDenied, match="själv föreslagit"):
        decide_beslut(
            beslut=beslut, utfall="beslutat", kommentar="", version=beslut.version, actor=chef
        )


def give_unit(person, enhet: Enhet) -> None:
    Tilltrade.objects.create(
        anvandare=person,
        omfattning="enhet",
        omfattning_id=enhet.pk,
        niva=30,
        skal="uppdrag",
        kalla=uuid7(),
        given_av=make_anvandare(Roll.ADMINISTRATOR),
    )


def test_nobody_approves_the_publication_they_composed():
    analytiker = make_anvandare(Roll.ANALYTIKER)
    forslag = compose_publicering(uttag=make_uttag(), actor=analytiker)
    with pytest.raises((PermissionDenied, ValidationError)):
        approve_publicering(publicering=forslag, actor=analytiker)


# Whoever reviews is never the reviewed, nor from the same unit.


@pytest.mark.parametrize("roll", [Roll.LOGGRANSKARE, Roll.ENHETSCHEF, Roll.DATASKYDDSOMBUD])
def test_nobody_reviews_their_own_entries(stad, roll):
    granskare = make_anvandare(roll, enhet=stad.enhet)
    som(granskare).get("/logg/")
    assert not Loggrad.objects.visible_to(granskare).filter(aktor_id=granskare.pk).exists()


def test_a_reviewer_sees_nothing_of_their_own_unit(stad):
    som(stad.handlaggare).get("/min-dag/")
    utifran = make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=stad.namnd))
    inifran = make_anvandare(Roll.LOGGRANSKARE, enhet=stad.enhet)
    rader = {"aktor_id": stad.handlaggare.pk}
    assert Loggrad.objects.visible_to(utifran).filter(**rader).exists()
    assert not Loggrad.objects.visible_to(inifran).filter(**rader).exists()


# The city is never without those whom nobody else could appoint.


@pytest.mark.parametrize("roll", [Roll.ADMINISTRATOR, Roll.NYCKELANSVARIG])
def test_the_last_holder_of_a_duty_cannot_be_removed(roll):
    systemet, sista = make_anvandare(Roll.SYSTEM), make_anvandare(roll)
    for remove in (
        lambda: end_uppdrag(uppdrag=sista.uppdrag.get(), actor=systemet),
        lambda: deactivate_anvandare(anvandare=sista, actor=systemet),
    ):
        with pytest.raises(ValidationError, match="kvar"):
            remove()
    annan = make_anvandare(roll)
    end_uppdrag(uppdrag=sista.uppdrag.get(), actor=systemet)
    with pytest.raises(ValidationError, match="kvar"):
        deactivate_anvandare(anvandare=annan, actor=systemet)


# The nämnd is the wall.

IN_CASE_WORK = st.sampled_from([*Roll.handlaggande(), Roll.REGISTRATOR])
DUTIES = st.lists(st.tuples(IN_CASE_WORK, st.integers(0, 2)), min_size=1, max_size=4)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(duties=DUTIES)
def test_no_duty_opens_an_akt_of_another_namnd_even_in_an_emergency(duties):
    """Three nämnder, somebody with random duties given by the action; break-glass tried on all."""
    with transaction.atomic():
        stad = random_town(3)
        admin, person = make_anvandare(Roll.ADMINISTRATOR), make_anvandare(enhet=stad.enheter[0])
        for roll, i in duties:
            give_uppdrag(
                anvandare=person,
                roll=roll,
                namnd=stad.enheter[i].namnd,
                enhet=stad.enheter[i],
                fran=IDAG(),
                till=None,
                actor=admin,
            )
        person = type(person).objects.get(pk=person.pk)
        mina = person.namnder()
        for arende in stad.arenden:
            if not Arende.objects.visible_to(person).filter(pk=arende.pk).exists():
                break_glass(
                    nummer=arende.arendenummer,
                    orsak="fara",
                    text="Ett barn är i fara.",
                    actor=person,
                )
        synliga = Arende.objects.visible_to(person)
        assert {arende.namnd_id for arende in synliga} <= mina
        transaction.set_rollback(True)


def random_town(antal: int) -> SimpleNamespace:
    enheter = [make_enhet(namnd=make_namnd()) for _ in range(antal)]
    arenden = [make_arende(akt=make_akt(enhet=enhet)) for enhet in enheter]
    return SimpleNamespace(enheter=enheter, arenden=arenden)
