"""Whose name is kept from people outside: decided by whoever heads them, with a sealed reason."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from access.actions.namnskydd import end_namnskydd, protect_name
from access.models import Namnskydd, Roll
from audit.models import Logghandelse
from audit.verb import Verb
from tests.builders import make_anvandare, make_enhet
from tests.conftest import logga_in

pytestmark = pytest.mark.django_db

SKAL = "Hot från en anhörig efter ett hembesök."


@pytest.fixture
def enhet():
    return make_enhet()


@pytest.fixture
def chef(enhet):
    return make_anvandare(Roll.ENHETSCHEF, enhet=enhet)


@pytest.fixture
def hotad(enhet):
    return make_anvandare(enhet=enhet)


def test_the_chief_protects_a_name_and_the_log_tells_it_without_the_reason(chef, hotad):
    client = logga_in(Client(), chef)
    url = reverse("access:namnskydd")
    svar = client.post(url, {"anvandare": hotad.pk, "skal": SKAL})
    assert svar.status_code == 303
    skydd = Namnskydd.objects.in_force().get(anvandare=hotad)
    assert SKAL in client.get(url).content.decode()
    rad = Logghandelse.objects.get(verb=Verb.NAMNSKYDD_GIVE)
    assert (rad.aktor_id, rad.objekt_id) == (chef.pk, str(skydd.pk))
    assert SKAL not in bytes(rad.kropp).decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT skal FROM access_namnskydd")
        assert SKAL.encode() not in bytes(cursor.fetchone()[0])


def test_it_is_ended_and_may_be_given_anew(chef, hotad):
    skydd = protect_name(anvandare=hotad, skal=SKAL, actor=chef)
    with pytest.raises(ValidationError, match="redan skyddat"):
        protect_name(anvandare=hotad, skal=SKAL, actor=chef)
    client = logga_in(Client(), chef)
    assert client.post(reverse("access:avsluta_namnskydd", args=[skydd.pk])).status_code == 303
    assert not Namnskydd.objects.in_force().exists()
    protect_name(anvandare=hotad, skal=SKAL, actor=chef)


@pytest.mark.parametrize(
    ("roll", "samma_namnd", "far"),
    [
        (Roll.ENHETSCHEF, True, True),
        (Roll.ENHETSCHEF, False, False),
        (Roll.ADMINISTRATOR, True, True),
        (Roll.ADMINISTRATOR, False, False),
        (Roll.GRUPPLEDARE, True, False),
        (Roll.SOCIALSEKRETERARE, True, False),
    ],
)
def test_who_decides(enhet, hotad, roll, samma_namnd, far):
    actor = make_anvandare(roll, enhet=enhet if samma_namnd else make_enhet())
    if far:
        skydd = protect_name(anvandare=hotad, skal=SKAL, actor=actor)
        end_namnskydd(namnskydd=skydd, actor=actor)
    else:
        with pytest.raises(PermissionDenied):
            protect_name(anvandare=hotad, skal=SKAL, actor=actor)


def test_nobody_protects_their_own_name(chef):
    with pytest.raises(PermissionDenied, match="dig själv"):
        protect_name(anvandare=chef, skal=SKAL, actor=chef)


def test_an_administrator_of_the_whole_city_decides_for_all(hotad):
    admin = make_anvandare(Roll.ADMINISTRATOR)
    admin.uppdrag.update(namnd=None, enhet=None)
    skydd = protect_name(anvandare=hotad, skal=SKAL, actor=admin)
    assert skydd.namnd_id == hotad.uppdrag_nu[0].namnd_id
