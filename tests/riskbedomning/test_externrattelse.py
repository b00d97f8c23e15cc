"""What was noted stands: a rättelse beside it, or marked as another child's and read by few."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from access.models import Niva, Roll
from arenden.actions.las import Konflikt
from audit.models import Logghandelse
from riskbedomning import policy
from riskbedomning.actions.extern import (
    correct_externbedomning,
    misplace_externbedomning,
    note_externbedomning,
)
from riskbedomning.models import Externbedomning, Externrattelse
from tests.builders import give_akt, make_akt, make_anvandare, make_arende
from tests.riskbedomning.extern import EXTERN, RATTELSE

SKAL = "Handlingen låg i fel kuvert."


@pytest.fixture
def extern(arende, asa):
    return note_externbedomning(arende=arende, actor=asa, **EXTERN)


@pytest.fixture
def gruppledare(arende):
    gruppledare = make_anvandare(Roll.GRUPPLEDARE, namn="Gun Leder", enhet=arende.enhet)
    give_akt(gruppledare, arende.akt, Niva.BESLUTA)
    return gruppledare


def address(extern, name="extern"):
    return reverse(f"riskbedomning:{name}", args=[extern.arende_id, extern.pk])


def misplace(extern, actor):
    return misplace_externbedomning(
        extern=extern, version=extern.version, felinford_skal=SKAL, actor=actor
    )


def test_both_stand_and_the_correction_is_sealed_and_logged(extern, asa):
    rattelse = correct_externbedomning(extern=extern, actor=asa, **RATTELSE)
    assert (rattelse.extern, rattelse.rattad_av) == (extern, asa)
    assert Externbedomning.objects.get().bedomare == EXTERN["bedomare"]
    assert Externbedomning.historik.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT fel, ratt FROM riskbedomning_externrattelse")
        assert not any(b"Berg" in bytes(ord_) for ord_ in cursor.fetchone())
    assert Logghandelse.objects.get(verb="externbedomning.correct").akt_id == extern.akt_id


def test_no_items_come_in_by_the_back_door(extern, asa):
    with pytest.raises(ValidationError) as refused:
        correct_externbedomning(extern=extern, fel="Summan.", ratt="Summa: 12", actor=asa)
    assert set(refused.value.message_dict) == {"ratt"}
    assert not Externrattelse.objects.exists()


@pytest.mark.parametrize("niva", [Niva.LASA, None])
def test_who_may_not_put_it_right(extern, arende, niva):
    person = make_anvandare(enhet=arende.enhet)
    if niva:
        give_akt(person, arende.akt, niva)
    with pytest.raises(PermissionDenied):
        correct_externbedomning(extern=extern, actor=person, **RATTELSE)
    with pytest.raises(PermissionDenied):
        misplace(extern, person)


def test_what_belongs_to_another_child_is_read_by_those_who_lead_alone(
    as_user, extern, asa, gruppledare
):
    correct_externbedomning(extern=extern, actor=asa, **RATTELSE)
    misplace(extern, asa)
    page = as_user(asa).get(address(extern)).content.decode()
    assert SKAL in page
    assert not any(ord_ in page for ord_ in (EXTERN["slutsats"], RATTELSE["ratt"], "SAVRY"))
    lista = reverse("riskbedomning:lista", args=[extern.arende_id])
    assert "SAVRY" not in as_user(asa).get(lista).content.decode()
    assert EXTERN["slutsats"] in as_user(gruppledare).get(address(extern)).content.decode()
    assert not policy.may_read_extern(asa, Externbedomning.objects.get())


def test_marked_once_it_is_neither_marked_nor_corrected_again(extern, asa):
    misplace(extern, asa)
    with pytest.raises(PermissionDenied, match="felinförd"):
        correct_externbedomning(extern=extern, actor=asa, **RATTELSE)
    with pytest.raises(PermissionDenied, match="felinförd"):
        misplace(Externbedomning.objects.get(), asa)


def test_it_is_not_marked_over_what_a_colleague_did_meanwhile(extern, asa, bjorn):
    sedd = extern.version
    misplace(extern, bjorn)
    with pytest.raises(Konflikt):
        misplace_externbedomning(extern=extern, version=sedd, felinford_skal=SKAL, actor=asa)


def test_corrected_and_shown_side_by_side_over_http(as_user, extern, asa, utomstaende):
    client = as_user(asa)
    response = client.post(address(extern, "ratta_extern"), RATTELSE)
    assert (response.status_code, response.url) == (303, address(extern))
    page = client.get(response.url).content.decode()
    for text in (*RATTELSE.values(), EXTERN["bedomare"], "Åsa Öberg"):
        assert text in page
    assert client.post(address(extern, "ratta_extern"), {"fel": "", "ratt": ""}).status_code == 422
    sida = client.get(address(extern, "felinford_extern"))
    sent = {"felinford_skal": SKAL, "version": sida.context["radversion"]}
    assert client.post(address(extern, "felinford_extern"), sent).status_code == 303
    assert client.get(address(extern, "ratta_extern")).status_code == 403
    assert as_user(utomstaende).get(address(extern, "ratta_extern")).status_code == 404


def test_another_case_s_is_absent(as_user, extern, asa, arende):
    annat = make_arende(akt=make_akt(enhet=arende.enhet))
    give_akt(asa, annat.akt)
    for namn in ("ratta_extern", "felinford_extern"):
        sida = reverse(f"riskbedomning:{namn}", args=[annat.pk, extern.pk])
        assert as_user(asa).get(sida).status_code == 404
