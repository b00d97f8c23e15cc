"""The call to a meeting and its minutes: the same on page and paper, each party its own layer."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from samverkansteam.actions.mote import NyttAtagande
from samverkansteam.models import Deltagare
from tests.arenden.dokumenten import read, words_of_page, words_of_paper
from tests.arenden.webb import som
from tests.builders import make_anvandare
from tests.samverkansteam.builders import make_rum
from tests.samverkansteam.test_mote import hold, make_mote

pytestmark = pytest.mark.django_db


def both(person, mote, namn):
    """Page and paper as words, without the day that stands at the head of the paper."""
    args = [mote.team_id, mote.pk]
    page = som(person).get(reverse(f"samverkansteam:{namn}", args=args))
    response = som(person).get(reverse(f"samverkansteam:{namn}_pdf", args=args))
    innehall = page.context["innehall"]
    paper = words_of_paper(read(response), innehall.sekretess, innehall.namnd)
    return words_of_page(page).replace(innehall.nar, ""), paper.replace(innehall.nar, ""), response


def test_the_call_says_when_where_who_and_what_and_names_no_child():
    rum = make_rum()
    mote = make_mote(rum)
    for person in (rum.ledare, rum.extern):
        page, paper, response = both(person, mote, "kallelse")
        assert page == paper
        assert "Närvaron" in paper
        dag = f"{timezone.localtime(mote.planerat):%Y-%m-%d}"
        assert f'filename="kallelse-{dag}.pdf"' in response["Content-Disposition"]


def test_the_minutes_have_a_layer_for_all_and_one_for_each():
    rum = make_rum()
    idag = timezone.localdate()
    var, skolans = (Deltagare.objects.get(anvandare=vem) for vem in (rum.ledare, rum.extern))
    ataganden = [NyttAtagande(var, "Ringer mamma.", idag), NyttAtagande(skolans, "Mentor.", idag)]
    mote = hold(rum, make_mote(rum), ataganden=ataganden)
    for person, ser in ((rum.ledare, True), (rum.extern, False)):
        page, paper, _ = both(person, mote, "protokoll")
        assert page == paper
        assert "Visesigen." in paper
        assert "Mentor." not in paper
        page, paper, _ = both(person, mote, "eget_protokoll")
        assert page == paper
        assert "Mentor." in paper
        assert ("Ringermamma." in paper) is ser


def test_a_meeting_that_has_not_been_held_has_no_minutes():
    rum = make_rum()
    mote = make_mote(rum)
    for namn in ("protokoll", "protokoll_pdf", "eget_protokoll", "eget_protokoll_pdf"):
        adress = reverse(f"samverkansteam:{namn}", args=[rum.team.pk, mote.pk])
        assert som(rum.ledare).get(adress).status_code == 404


def test_an_outsider_is_called_to_nothing():
    rum = make_rum()
    mote = make_mote(rum)
    adress = reverse("samverkansteam:kallelse_pdf", args=[rum.team.pk, mote.pk])
    assert som(make_anvandare()).get(adress).status_code == 404
