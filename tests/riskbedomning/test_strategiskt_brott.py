"""A strategic crime is a note with its base rate: it refuses much, and changes nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from arenden.models import Arende, Steg
from riskbedomning.actions import note_strategiskt_brott
from riskbedomning.models import StrategisktBrott

NOTERING = {
    "katalog": "bra_2021_5",
    "brottstyp": "rån",
    "lagforing": True,
    "forsta": True,
    "handling": "Attunda tingsrätt, B 1234-26",
    "lagford": date(2026, 10, 5),
    "alder": 15,
}
FORMULAR = {
    "brottstyp": "bra_2021_5/rån",
    "lagforing": "forsta",
    "handling": "Attunda tingsrätt, B 1234-26",
    "lagford": "2026-10-05",
    "alder": "15",
}


def note(arende, actor, **ersatt):
    return note_strategiskt_brott(arende=arende, actor=actor, **(NOTERING | ersatt))


def address(arende, name="strategiskt_brott"):
    return reverse(f"riskbedomning:{name}", args=[arende.pk])


@pytest.mark.parametrize(
    ("ersatt", "place", "reason"),
    [
        ({"alder": 14}, "alder", "under 15"),
        ({"alder": 18}, "alder", "15–17"),
        ({"lagforing": False}, "lagforing", "misstanke"),
        ({"forsta": False}, "lagforing", "första"),
        ({"handling": " "}, "handling", "domen"),
        ({"lagford": None}, "lagford", "dagen"),
        ({"lagford": timezone.localdate() + timedelta(days=2)}, "lagford", "inte varit"),
        ({"brottstyp": "misshandel"}, "brottstyp", "katalogen"),
        ({"katalog": "okand"}, "katalog", "katalog"),
    ],
)
def test_what_may_not_be_noted(arende, asa, ersatt, place, reason):
    with pytest.raises(ValidationError) as refused:
        note(arende, asa, **ersatt)
    assert reason in " ".join(refused.value.message_dict[place])
    assert not StrategisktBrott.objects.exists()


def test_all_reasons_come_at_once(arende, asa):
    with pytest.raises(ValidationError) as refused:
        note(arende, asa, alder=13, lagforing=False, handling="")
    assert {"alder", "lagforing", "handling"} <= set(refused.value.message_dict)


def test_an_outsider_notes_nothing(arende, utomstaende):
    with pytest.raises(PermissionDenied):
        note(arende, utomstaende)


def test_a_note_changes_neither_the_case_nor_an_assessment(arende, asa, bedomning):
    note(arende, asa)
    bedomning.refresh_from_db()
    after = Arende.objects.get(pk=arende.pk)
    assert (after.steg, after.version) == (arende.steg, arende.version)
    assert (bedomning.version, bedomning.samlad, bedomning.svar.count()) == (1, "", 0)


def test_it_is_shown_with_its_base_rate(as_user, arende, asa):
    client = as_user(asa)
    response = client.post(address(arende), FORMULAR)
    assert (response.status_code, response.url) == (303, address(arende, "lista"))
    page = client.get(address(arende, "lista")).content.decode()
    assert "Attunda tingsrätt, B 1234-26" in page
    assert "82 procent gjorde det inte" in page


def test_a_refused_form_says_why_at_the_field(as_user, arende, asa):
    response = as_user(asa).post(address(arende), FORMULAR | {"alder": "14"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "id_alder_error" in page
    assert "under 15 år" in page
    assert "Attunda tingsrätt" in page


def test_it_disappears_from_view_when_the_case_is_closed(as_user, arende, asa):
    note(arende, asa)
    Arende.objects.filter(pk=arende.pk).update(steg=Steg.AVSLUTAT, avslutat=timezone.now())
    assert not StrategisktBrott.objects.shown().exists()
    page = as_user(asa).get(address(arende, "lista")).content.decode()
    assert "Attunda" not in page
