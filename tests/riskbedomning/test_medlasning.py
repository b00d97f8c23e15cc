"""The second pair of eyes: four eyes, both texts kept, and nothing completed without it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from access.models import Niva, Roll
from riskbedomning import policy
from riskbedomning.actions import (
    answer_medlasning,
    complete_bedomning,
    give_medlasning,
    save_samlad,
)
from riskbedomning.models import Medlasning
from tests.builders import give_akt, make_anvandare
from tests.riskbedomning.instrument import SAMLAD, answer_all, read_along
from tests.riskbedomning.test_policy import people

OMFATTANDE = SAMLAD | {"samlad": "omfattande_stod"}


@pytest.fixture
def stor_oro(bedomning, asa):
    """An assessment that is whole but for the second reading."""
    answer_all(bedomning, actor=asa)
    return save_samlad(bedomning=bedomning, version=1, actor=asa, **OMFATTANDE)


@pytest.fixture
def gruppledare(arende):
    gruppledare = make_anvandare(Roll.GRUPPLEDARE, namn="Gun Leder", enhet=arende.enhet)
    give_akt(gruppledare, arende.akt, Niva.BESLUTA)
    return gruppledare


@pytest.mark.parametrize(
    ("who", "reads_along"),
    [
        ("assessor", False),
        ("colleague", True),
        ("reader", True),
        ("gruppledare", True),
        ("extern", False),
        ("former", False),
        ("locked", False),
        ("same unit", False),
    ],
)
def test_second_reading_matrix(bedomning, who, reads_along):
    assert bool(policy.may_second_read(people(bedomning)[who], bedomning)) is reads_along


def test_whoever_filled_something_in_is_no_second_pair_of_eyes(bedomning, bjorn):
    assert policy.may_second_read(bjorn, bedomning)
    answer_all(bedomning, actor=bjorn)
    assert "själv fyllt i" in policy.may_second_read(bjorn, bedomning).reason


def test_high_concern_waits_for_it(stor_oro, asa, bjorn):
    with pytest.raises(ValidationError, match="läsa med"):
        complete_bedomning(bedomning=stor_oro, actor=asa)
    read_along(stor_oro, bjorn)
    assert complete_bedomning(bedomning=stor_oro, actor=asa).is_fardig


def test_a_risk_marked_as_important_waits_for_it_too(bedomning, asa, gruppledare):
    answer_all(bedomning, actor=asa, kritisk="ja")
    row = save_samlad(bedomning=bedomning, version=1, actor=asa, **SAMLAD)
    with pytest.raises(ValidationError, match="läsa med"):
        complete_bedomning(bedomning=row, actor=asa)
    read_along(row, gruppledare)
    assert complete_bedomning(bedomning=row, actor=asa).is_fardig


def test_seeing_otherwise_is_answered_and_both_are_kept(stor_oro, asa, bjorn):
    with pytest.raises(ValidationError) as refused:
        read_along(stor_oro, bjorn, utfall="annorlunda")
    assert set(refused.value.message_dict) == {"kommentar"}
    medlasning = read_along(stor_oro, bjorn, utfall="annorlunda", kommentar="Skolan väger tyngre.")
    with pytest.raises(ValidationError, match="Skriv ditt svar"):
        complete_bedomning(bedomning=stor_oro, actor=asa)
    with pytest.raises(PermissionDenied):
        answer_medlasning(medlasning=medlasning, svar="Nej.", actor=bjorn)
    answer_medlasning(medlasning=medlasning, svar="Ja, planen börjar där.", actor=asa)
    with pytest.raises(PermissionDenied, match="redan besvarad"):
        answer_medlasning(medlasning=medlasning, svar="Ändrat.", actor=asa)
    assert complete_bedomning(bedomning=stor_oro, actor=asa).is_fardig
    stored = Medlasning.objects.get()
    assert (stored.kommentar, stored.svar) == ("Skolan väger tyngre.", "Ja, planen börjar där.")


def test_another_conclusion_is_read_anew(stor_oro, asa, bjorn):
    read_along(stor_oro, bjorn)
    oklart = save_samlad(
        bedomning=stor_oro, version=2, actor=asa, **(SAMLAD | {"samlad": "visst_stod"})
    )
    tillbaka = save_samlad(bedomning=oklart, version=3, actor=asa, **OMFATTANDE)
    assert complete_bedomning(bedomning=tillbaka, actor=asa).is_fardig


def test_nobody_puts_their_name_to_what_has_changed(stor_oro, bjorn):
    with pytest.raises(ValidationError, match="har ändrats"):
        give_medlasning(bedomning=stor_oro, sett="1:", utfall="lika", kommentar="", actor=bjorn)


def test_nothing_is_read_before_there_is_a_conclusion(bedomning, bjorn):
    with pytest.raises(ValidationError, match="inte skrivit sin samlade"):
        read_along(bedomning, bjorn)


def test_the_database_refuses_ones_own_second_reading(stor_oro, asa, bjorn):
    medlasning = read_along(stor_oro, bjorn)
    with pytest.raises(IntegrityError), transaction.atomic():
        Medlasning.objects.filter(pk=medlasning.pk).update(lasare=asa)


def test_it_is_read_and_answered_over_http(as_user, stor_oro, asa, gruppledare):
    args = [stor_oro.arende_id, stor_oro.pk]
    read = reverse("riskbedomning:medlasning", args=args)
    assert as_user(asa).get(read).status_code == 403
    client = as_user(gruppledare)
    sida = client.get(read)
    sett = sida.context["form"].initial["sett"]
    sent = {"sett": sett, "utfall": "annorlunda", "kommentar": "Skolan väger tyngre."}
    assert client.post(read, sent).status_code == 303
    samlad = reverse("riskbedomning:samlad", args=args)
    client = as_user(asa)
    page = client.get(samlad).content.decode()
    assert "Skolan väger tyngre." in page
    assert "Skriv ditt svar." in page
    svar = reverse("riskbedomning:medlasningssvar", args=[*args, Medlasning.objects.get().pk])
    assert client.post(svar, {"svar": "Planen börjar där."}).status_code == 303
    assert "Allt som behövs finns med." in client.get(samlad).content.decode()
