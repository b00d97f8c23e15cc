"""History rows hold the very bytes of the row they are of, and open as it does."""

import pytest
from django.utils import timezone

from encryption.opened import collect_openings
from tests.encryption.app.models import Anteckning, Insats

pytestmark = pytest.mark.django_db


def test_an_unrelated_change_opens_and_seals_nothing(anteckning):
    with collect_openings() as openings:
        anteckning.ordning = 3
        anteckning.save()
    newest, oldest = anteckning.history.values("text", "rubrik", "motiv", "sort", "fakta")
    assert openings == []
    assert newest == oldest == Anteckning.objects.values(*newest).get()


def test_a_history_row_opens_under_its_own_row_and_owner(anteckning):
    anteckning.text = "Nyare"
    anteckning.save()
    with collect_openings() as openings:
        texts = [row.text for row in anteckning.history.all()]
    assert texts == ["Nyare", "Hemlig text"]
    assert openings == [(anteckning.akt_id, "provapp.Anteckning.text")] * 2


def test_the_difference_is_told_in_plain_values(anteckning):
    anteckning.text = "Nyare"
    anteckning.save()
    newest, oldest = anteckning.history.all()
    change = newest.diff_against(oldest).changes
    assert [(c.field, c.old, c.new) for c in change] == [("text", "Hemlig text", "Nyare")]


def test_as_of_gives_the_row_of_that_time(anteckning):
    then = timezone.now()
    anteckning.text = "Nyare"
    anteckning.save()
    assert anteckning.history.as_of(then).text == "Hemlig text"
    assert anteckning.history.first().instance.text == "Nyare"


def test_a_deleted_row_can_be_read_in_its_history(anteckning):
    pk = anteckning.pk
    anteckning.delete()
    last = Anteckning.history.filter(id=pk).first()
    assert (last.history_type, last.text) == ("-", "Hemlig text")


def test_children_of_one_base_have_histories_of_their_own(akt):
    insats = Insats.objects.create(akt=akt, motiv="Skäl")
    with collect_openings() as openings:
        assert Insats.history.get(id=insats.pk).motiv == "Skäl"
    assert openings == [(akt.pk, "provapp.Insats.motiv")]
