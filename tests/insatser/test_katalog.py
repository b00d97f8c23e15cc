"""The catalogue: read by all who work with cases, changed by two method leaders."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from access.models import Roll
from insatser.actions.katalog import propose_version, try_version
from insatser.models import Insatstyp, Insatstypversion
from insatser.referensdata import load_referensdata
from tests.arenden.webb import errors_at, som, text_of
from tests.builders import make_anvandare

pytestmark = pytest.mark.django_db


@pytest.fixture
def tove():
    return make_anvandare(Roll.METODLEDARE)


@pytest.fixture
def ines():
    return make_anvandare(Roll.METODLEDARE)


def propose(actor, kod="fft", **andrat):
    innehall = Insatstyp.objects.get(pk=kod).innehall() | andrat
    return propose_version(kod=kod, motiv="Nytt avtal.", actor=actor, **innehall)


def test_nothing_changes_until_another_method_leader_agrees(tove, ines):
    forslag = propose(tove, platser=40)
    assert Insatstyp.objects.get(pk="fft").platser is None
    with pytest.raises(PermissionDenied):
        try_version(version=forslag, godkanns=True, kommentar="", actor=tove)
    try_version(version=forslag, godkanns=True, kommentar="", actor=ines)
    typ = Insatstyp.objects.get(pk="fft")
    assert (typ.platser, typ.nummer) == (40, 2)
    assert [(v.nummer, v.status) for v in Insatstypversion.objects.filter(kod="fft")] == [
        (2, "godkand"),
        (1, "grund"),
    ]


def test_what_was_turned_down_says_why_and_changes_nothing(tove, ines):
    forslag = propose(tove, platser=40)
    with pytest.raises(ValidationError):
        try_version(version=forslag, godkanns=False, kommentar=" ", actor=ines)
    try_version(version=forslag, godkanns=False, kommentar="Avtalet är 30.", actor=ines)
    assert Insatstyp.objects.get(pk="fft").nummer == 1
    assert propose(tove, platser=30).nummer == 2


def test_one_proposal_of_a_row_waits_at_a_time(tove, ines):
    propose(tove, platser=40)
    with pytest.raises(ValidationError, match="redan ett förslag"):
        propose(ines, platser=30)


@pytest.mark.parametrize(
    ("kod", "andrat", "falt"),
    [
        ("kontaktperson", {"provning": "utan"}, "provning"),
        ("fft", {"alder_fran": 18, "alder_till": 12}, "alder_till"),
    ],
)
def test_the_catalogue_does_not_say_what_the_law_does_not_let_it(tove, kod, andrat, falt):
    with pytest.raises(ValidationError) as fel:
        propose(tove, kod, **andrat)
    assert falt in fel.value.message_dict


def test_a_placement_is_no_row_of_it(tove):
    innehall = Insatstyp.objects.get(pk="fft").innehall()
    with pytest.raises(ValidationError) as fel:
        propose_version(kod="familjehem", motiv="Ny.", actor=tove, **innehall)
    assert "21:1" in fel.value.message_dict["kod"][0]


def test_nobody_else_changes_it():
    with pytest.raises(PermissionDenied):
        propose(make_anvandare(Roll.SOCIALSEKRETERARE), platser=40)


def test_loading_the_reference_data_again_leaves_what_people_changed(tove, ines):
    forslag = propose(tove, platser=40)
    try_version(version=forslag, godkanns=True, kommentar="", actor=ines)
    load_referensdata()
    assert Insatstyp.objects.get(pk="fft").platser == 40


def test_the_list_is_filtered_and_shows_places(tove, ines):
    forslag = propose(tove, platser=40)
    try_version(version=forslag, godkanns=True, kommentar="", actor=ines)
    client = som(make_anvandare(Roll.SOCIALSEKRETERARE))
    alla = text_of(client.get(reverse("insatser:katalog")))
    assert "Jobbtorg" in alla
    assert "40 av 40 lediga" in alla
    foraldrar = text_of(client.get(reverse("insatser:katalog"), {"malgrupp": "foralder"}))
    assert "KOMET" in foraldrar.upper()
    assert "Skolsocialt team" not in foraldrar
    en = text_of(client.get(reverse("insatser:insatstyp", args=["fft"])))
    assert "Socialstyrelsens metodguide" in en
    assert "Föreslå ändring" not in en


def test_a_change_is_proposed_and_tried_on_its_pages(tove, ines):
    foresla = reverse("insatser:foresla_insatstyp", args=["fft"])
    client = som(tove)
    data = {
        namn: varde if varde is not None else ""
        for namn, varde in client.get(foresla).context["form"].initial.items()
    }
    assert errors_at(client.post(foresla, data | {"platser": 40, "motiv": " "}), "motiv")
    svar = client.post(foresla, data | {"platser": 40, "motiv": "Nytt avtal."})
    assert svar.status_code == 303
    forslag = Insatstypversion.objects.get()
    prova = reverse("insatser:prova_insatstyp", args=[forslag.pk])
    assert client.get(prova).status_code == 403
    annan = som(ines)
    sida = text_of(annan.get(prova))
    assert "Antal platser" in sida
    assert "Målgrupp" not in sida
    assert annan.post(prova, {"godkanns": "ja"}).status_code == 303
    assert Insatstyp.objects.get(pk="fft").platser == 40
    assert annan.get(prova).status_code == 403


def test_a_new_row_is_proposed_with_a_code_of_its_own(tove, ines):
    client, ny = som(tove), reverse("insatser:ny_insatstyp")
    data = {
        "kod": "fft",
        "namn": "Parkour på torget",
        "malgrupper": ["ung"],
        "malgrupp": "Unga som vill röra på sig.",
        "nivaer": ["social"],
        "provning": "utan",
        "utforare": "En förening",
        "kalla": "Avtal 2026",
        "giltig_fran": "2026-01-01",
        "motiv": "Nytt.",
    }
    assert errors_at(client.post(ny, data), "kod")
    assert client.post(ny, data | {"kod": "parkour"}).status_code == 303
    try_version(version=Insatstypversion.objects.get(), godkanns=True, kommentar="", actor=ines)
    assert Insatstyp.objects.get(pk="parkour").namn == "Parkour på torget"
