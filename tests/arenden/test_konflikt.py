"""Two people at the same text: the second sees both, chooses, and nothing is lost."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from access.models import Roll
from arenden.actions.utredning import save_utredning
from arenden.models import Steg, Utkast, Utredning
from insatser.actions.plan import change_plan
from insatser.models import Plan
from tests.arenden.webb import HOSTILE, errors_at, som, text_of
from tests.builders import give_akt, make_anvandare
from tests.insatser import vagen

FALT = ("hord", "barnets_rost", "barnets_basta", "sammanfattning")


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UTREDNING)


@pytest.fixture
def kollega(stad, arende):
    kollega = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet, namn="Kaj Kollega")
    give_akt(kollega, arende.akt)
    return kollega


@pytest.fixture
def client(stad, arende):
    return som(stad.handlaggare)


def texts(**andrat):
    return dict.fromkeys(FALT, "") | andrat


def page(arende):
    return reverse("arenden:utredning", args=[arende.pk])


def colleague_saves(arende, kollega, **andrat):
    utredning = Utredning.objects.get(arende=arende)
    return save_utredning(
        utredning=utredning, version=utredning.version, actor=kollega, **texts(**andrat)
    )


def hidden(response):
    """What the conflict page will post by itself."""
    found = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()
    )
    radio = re.findall(r'name="(val-[^"]+)" value="([^"]+)" checked', response.content.decode())
    return {namn: unescape(varde) for namn, varde in found + radio if namn != "csrfmiddlewaretoken"}


@pytest.fixture
def conflict(client, arende, kollega):
    seen = client.get(page(arende)).context["radversion"]
    colleague_saves(arende, kollega, barnets_rost="Kollegans ord.", hord="samtal")
    mine = texts(barnets_rost="Mina ord.", hord="med_stod", sammanfattning="Bara min.")
    return client.post(page(arende), mine | {"version": seen})


def test_a_stale_form_shows_before_theirs_and_mine(conflict, arende):
    assert conflict.status_code == 409
    text = text_of(conflict)
    assert "Kaj Kollega sparade medan du skrev" in text
    for ord_ in ("Kollegans ord.", "Mina ord.", "Bara min.", "Eget samtal", "tolk"):
        assert ord_ in text
    assert "med_stod" not in text
    assert Utredning.objects.get().barnets_rost == "Kollegans ord."


def test_merging_saves_what_was_chosen_for_each_field(client, conflict, arende):
    data = hidden(conflict) | {
        "gor": "slaihop",
        "val-barnets_rost": "bada",
        "val-hord": "andra",
        "val-sammanfattning": "mitt",
    }
    assert client.post(page(arende), data).status_code == 303
    utredning = Utredning.objects.get()
    assert utredning.barnets_rost == "Kollegans ord.\n\nMina ord."
    assert (utredning.hord, utredning.sammanfattning) == ("samtal", "Bara min.")


def test_mine_is_chosen_unless_told_otherwise(client, conflict, arende):
    client.post(page(arende), hidden(conflict) | {"gor": "slaihop"})
    assert Utredning.objects.get().barnets_rost == "Mina ord."


def test_taking_theirs_changes_nothing_and_drops_my_draft(client, conflict, arende):
    client.post(
        reverse("arenden:utkast", args=[arende.pk, "utredning", arende.utredning.pk]),
        texts(barnets_rost="Mitt utkast"),
    )
    version = Utredning.objects.get().version
    assert client.post(page(arende), hidden(conflict) | {"gor": "andra"}).status_code == 303
    utredning = Utredning.objects.get()
    assert (utredning.barnets_rost, utredning.version) == ("Kollegans ord.", version)
    assert not Utkast.objects.exists()


def test_mine_can_wait_as_a_draft(client, conflict, arende):
    assert client.post(page(arende), hidden(conflict) | {"gor": "utkast"}).status_code == 303
    assert Utkast.objects.get().innehall["barnets_rost"] == "Mina ord."
    assert Utredning.objects.get().barnets_rost == "Kollegans ord."
    form = client.get(page(arende)).context["form"]
    assert (form["barnets_rost"].value(), form["hord"].value()) == ("Mina ord.", "med_stod")


def test_a_third_saving_in_between_asks_again(client, conflict, arende, kollega):
    colleague_saves(arende, kollega, barnets_rost="Kollegans tredje.", hord="samtal")
    again = client.post(page(arende), hidden(conflict) | {"gor": "slaihop"})
    assert again.status_code == 409
    assert "Kollegans tredje." in text_of(again)
    assert "Mina ord." in text_of(again)
    assert Utredning.objects.get().barnets_rost == "Kollegans tredje."


def test_a_draft_begun_before_the_other_saved_does_not_overwrite(client, arende, kollega):
    draft = reverse("arenden:utkast", args=[arende.pk, "utredning", arende.utredning.pk])
    seen = client.get(page(arende)).context["radversion"]
    client.post(draft, texts(barnets_rost="Mitt utkast.") | {"version": seen})
    colleague_saves(arende, kollega, barnets_rost="Kollegans ord.")
    opened = client.get(page(arende))
    assert opened.context["form"]["barnets_rost"].value() == "Mitt utkast."
    sent = texts(barnets_rost="Mitt utkast.") | {"version": opened.context["radversion"]}
    assert client.post(page(arende), sent).status_code == 409
    assert Utredning.objects.get().barnets_rost == "Kollegans ord."


@pytest.mark.parametrize("version", ["", "x", "²", "9" * 5_000, "-1"])
def test_a_form_without_a_version_overwrites_nothing(client, arende, kollega, version):
    colleague_saves(arende, kollega, barnets_rost="Kollegans ord.")
    response = client.post(page(arende), texts(barnets_rost="Mina ord.") | {"version": version})
    assert response.status_code == 409
    assert Utredning.objects.get().barnets_rost == "Kollegans ord."


def test_hostile_words_are_harmless_in_a_conflict_and_survive_it(client, arende, kollega):
    seen = client.get(page(arende)).context["radversion"]
    colleague_saves(arende, kollega, barnets_rost=HOSTILE)
    mine = texts(barnets_rost=f"Mitt: {HOSTILE}") | {"version": seen}
    response = client.post(page(arende), mine)
    assert response.status_code == 409
    assert b"<script>alert" not in response.content
    client.post(page(arende), hidden(response) | {"gor": "slaihop"})
    assert Utredning.objects.get().barnets_rost == f"Mitt: {HOSTILE}"


def test_merging_into_a_closed_utredning_is_refused_in_words(client, conflict, arende):
    utredning = Utredning.objects.get()
    utredning.avslutad = utredning.inledd
    utredning.save()
    response = client.post(page(arende), hidden(conflict) | {"gor": "slaihop"})
    assert errors_at(response, "__all__") == ["Utredningen är avslutad och kan inte ändras."]


def test_dates_and_boxes_survive_a_merge(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    client = som(stad.handlaggare)
    mine = {
        "behov": "Skolan",
        "barnets_syn": "Rimligt.",
        "team_valt": "on",
        "teamtyp": "sst",
        "uppfoljning_senast": "2099-01-01",
    }
    client.post(reverse("insatser:ny_plan", args=[arende.pk]), mine)
    plan = Plan.objects.get()
    andra = {
        "behov": "Kollegans behov",
        "barnets_syn": "Rimligt.",
        "team_valt": False,
        "teamtyp": "",
        "uppfoljning_senast": plan.uppfoljning_senast.replace(year=2098),
    }
    change_plan(plan=plan, version=plan.version, actor=stad.handlaggare, **andra)
    address = reverse("insatser:andra_plan", args=[arende.pk])
    response = client.post(address, mine | {"version": plan.version})
    assert response.status_code == 409
    assert client.post(address, hidden(response) | {"gor": "slaihop"}).status_code == 303
    plan.refresh_from_db()
    assert (plan.behov, plan.team_valt, plan.teamtyp) == ("Skolan", True, "sst")
    assert f"{plan.uppfoljning_senast}" == "2099-01-01"


def test_putting_ones_name_to_changed_words_is_refused_and_shows_them(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    vagen_plan = {"behov": "Skolan", "barnets_syn": "Ja", "uppfoljning_senast": "2099-01-01"}
    client = som(stad.handlaggare)
    client.post(reverse("insatser:ny_plan", args=[arende.pk]), vagen_plan)
    response = client.post(reverse("insatser:faststall_plan", args=[arende.pk]), {"version": "7"})
    assert response.status_code == 409
    assert "har ändrats sedan du öppnade sidan" in text_of(response)
    assert 'name="version" value="1"' in response.content.decode()
    assert Plan.objects.get().faststalld is None


def test_a_merge_posted_where_nothing_can_conflict_is_an_ordinary_form(client, arende):
    response = client.post(reverse("arenden:ny_anteckning", args=[arende.pk]), {"gor": "slaihop"})
    assert errors_at(response, "text")
