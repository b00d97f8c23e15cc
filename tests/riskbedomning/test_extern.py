"""An external assessment is a reference and a conclusion: sealed, in the akt, without items."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models
from django.urls import reverse

from access.models import Niva
from audit.models import Logghandelse
from encryption.fields import SealedField
from riskbedomning.actions.extern import note_externbedomning
from riskbedomning.models import Externbedomning
from tests.arenden.filer import make_handling
from tests.builders import give_akt, make_akt, make_anvandare, make_arende
from tests.riskbedomning.extern import EXTERN

FORMULAR = EXTERN | {"utford": "2026-10-01", "ny_bedomning": "2027-04-01", "handling": ""}
BLANKETT = "1. Tidigt våld  2\n2. Upprepat våld  1\n3. Rymningar  0\nSumma: 3"


def note(arende, actor, **ersatt):
    return note_externbedomning(arende=arende, actor=actor, **EXTERN | ersatt)


def address(arende, name="ny_extern", *args):
    return reverse(f"riskbedomning:{name}", args=[arende.pk, *args])


def test_it_has_no_column_for_items_or_points():
    held = {field.name: field for field in Externbedomning._meta.concrete_fields}
    numbers = {n for n, field in held.items() if isinstance(field, models.IntegerField)}
    assert numbers == {"version"}
    words = {"instrument", "instrument_version", "bedomare", "kallor", "slutsats"}
    sealed = {n for n, field in held.items() if isinstance(field, SealedField)}
    assert sealed == words | {"certifierad", "utford", "felinford_skal"}
    assert not any(n in name for name in held for n in ("poang", "svar", "fraga", "summa"))


def test_noted_it_is_sealed_and_logged(arende, asa):
    extern = note(arende, asa)
    assert (extern.slutsats, extern.utford) == (EXTERN["slutsats"], date(2026, 10, 1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT instrument, slutsats FROM riskbedomning_externbedomning")
        stored = [bytes(value) for value in cursor.fetchone()]
    assert not any(word in value for value in stored for word in (b"SAVRY", b"Samordnat"))
    assert Logghandelse.objects.get(verb="externbedomning.note").akt_id == arende.akt_id


def test_a_handling_of_another_case_is_refused(arende, asa):
    annat = make_arende(akt=make_akt(enhet=arende.enhet))
    give_akt(asa, annat.akt)
    annans = make_handling(annat, asa)
    with pytest.raises(ValidationError, match="annat ärende"):
        note(arende, asa, handling=annans)
    assert note(arende, asa, handling=make_handling(arende, asa)).handling.arende == arende


@pytest.mark.parametrize("niva", [Niva.LASA, None])
def test_who_may_not_note(arende, niva):
    person = make_anvandare(enhet=arende.enhet)
    if niva:
        give_akt(person, arende.akt, niva)
    with pytest.raises(PermissionDenied):
        note(arende, person)


def test_the_form_keeps_and_shows_what_was_written(as_user, arende, asa):
    client = as_user(asa)
    handling = make_handling(arende, asa)
    response = client.post(address(arende), FORMULAR | {"handling": str(handling.pk)})
    extern = Externbedomning.objects.get()
    assert (response.status_code, response.url) == (303, address(arende, "extern", extern.pk))
    page = client.get(response.url).content.decode()
    for text in (EXTERN["slutsats"], EXTERN["bedomare"], EXTERN["kallor"], handling.titel):
        assert text in page
    assert "SAVRY, 2026-10-01" in client.get(address(arende, "lista")).content.decode()


def test_a_pasted_form_is_refused_with_everything_typed_still_there(as_user, arende, asa):
    response = as_user(asa).post(address(arende), FORMULAR | {"slutsats": BLANKETT})
    page = response.content.decode()
    assert response.status_code == 422
    assert "id_slutsats_error" in page
    assert "frågor eller poäng" in page
    assert "2. Upprepat våld  1" in page
    assert not Externbedomning.objects.exists()


def test_words_are_kept_as_they_stand_and_nothing_is_read_out_of_them(arende, asa):
    text = "1. Kvällarna är svårast.\n2. Skolan skyddar.\n3. Hög risk är inte ett ord vi använder."
    assert note(arende, asa, slutsats=text).slutsats == text


def test_another_case_s_assessment_is_absent(as_user, arende, asa, utomstaende):
    annat = make_arende(akt=make_akt(enhet=arende.enhet))
    give_akt(asa, annat.akt)
    extern = note(annat, asa)
    client = as_user(asa)
    assert client.get(address(arende, "extern", extern.pk)).status_code == 404
    assert client.get(address(annat, "extern", extern.pk)).status_code == 200
    assert as_user(utomstaende).get(address(annat, "extern", extern.pk)).status_code == 404
