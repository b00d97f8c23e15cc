"""A round over HTTP: the child's answers, goals with words, values in time, a choice per insats."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from arenden.models import Journalanteckning, Steg
from insatser.actions.indikatorvarde import record_varde
from insatser.actions.malavstamning import tick_mal
from insatser.actions.malskala import describe_skala
from insatser.actions.plankopia import copy_plan
from insatser.actions.planrader import remove_mal
from insatser.actions.uppfoljning import complete_uppfoljning, plan_in_force, running
from insatser.forms.malskala import NIVAER
from insatser.models import (
    Barnsvar,
    Indikatorvarde,
    Insats,
    Insatsval,
    Mal,
    Malavstamning,
    Malskala,
    Plan,
    Uppfoljning,
)
from tests.arenden.webb import errors_at, som, text_of
from tests.insatser import vagen
from tests.policy.genomforandet import make_indikator

pytestmark = pytest.mark.django_db

SKALA = {namn: f"{etikett}, i ord." for namn, etikett in NIVAER.items()}


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UPPFOLJNING)


@pytest.fixture
def mal(arende):
    return Mal.objects.get(plan__arende=arende)


def page(sida, arende, *args):
    return reverse(f"insatser:{sida}", args=[arende.pk, *args])


def filled(arende, **andrat):
    insats, mal = arende.insatser.get(), Mal.objects.get(plan__arende=arende)
    return {
        f"grad-{mal.pk}": "1",
        f"insats-{insats.pk}": "fortsatt",
        f"skal-{insats.pk}": "Den hjälper.",
        "barnets_rost": "Det är bättre nu.",
        "sammanfattning": "Det går framåt.",
        "beslut": "fortsatt",
        "skal": "Alla är överens.",
        "nasta_senast": f"{timezone.localdate() + timedelta(days=60)}",
    } | andrat


def signed_note(stad, arende):
    nu = timezone.now()
    return Journalanteckning.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        arende=arende,
        slag="samtal",
        nar=nu,
        text="Han kom tre dagar av fem.",
        forfattare=stad.handlaggare,
        signerad=nu,
    )


def follow_up(stad, arende, **andrat):
    plan = plan_in_force(arende)
    falt = {
        "sammanfattning": "Det går framåt.",
        "barnets_rost": "Bra.",
        "beslut": "fortsatt",
        "nasta_senast": timezone.localdate() + timedelta(days=60),
        "uppfyllelser": dict.fromkeys(plan.mal_set.all(), (1, "")),
        "insatsval": dict.fromkeys(running(arende), ("fortsatt", "Den hjälper.")),
    } | andrat
    return complete_uppfoljning(arende=arende, actor=stad.handlaggare, **falt)


# the child


def test_the_child_is_asked_what_suits_its_age_and_answers_in_words_or_by_pointing(stad, arende):
    client, url = som(stad.handlaggare), page("uppfoljning", arende)
    form = client.get(url).context["form"]
    assert {fraga.fran for fraga in form.fragor} == {12}
    svar = {"skattning-u_hur": "4", "svar-u_skola": "Rasterna är jobbiga.", "barnets_rost": ""}
    assert client.post(url, filled(arende, **svar)).status_code == 303
    given = {rad.kod: (rad.svar, rad.skattning) for rad in Barnsvar.objects.all()}
    assert given == {"u_hur": ("", "4"), "u_skola": ("Rasterna är jobbiga.", None)}
    plan = text_of(client.get(page("plan", arende)))
    assert "Hur har du det just nu, på det hela taget? Bra" in plan


def test_a_child_that_is_not_heard_is_explained(stad, arende):
    client, url = som(stad.handlaggare), page("uppfoljning", arende)
    assert errors_at(client.post(url, filled(arende, barnets_rost="")), "barnets_rost")
    tyst = filled(arende, barnets_rost="", rost_saknas="Han ville inte, och får frågan igen.")
    assert client.post(url, tyst).status_code == 303
    assert "Barnet är inte hört: Han ville inte" in text_of(client.get(page("plan", arende)))


# the whole and each insats


def test_an_insats_that_is_not_to_go_on_ends_and_the_work_goes_on(stad, arende):
    insats = arende.insatser.get()
    client, url = som(stad.handlaggare), page("uppfoljning", arende)
    slut = {f"insats-{insats.pk}": "avsluta", f"skal-{insats.pk}": "Den passade inte."}
    assert errors_at(client.post(url, filled(arende, **slut)), "beslut")
    assert client.post(url, filled(arende, beslut="andra", **slut)).status_code == 303
    insats.refresh_from_db()
    assert (insats.status, Insatsval.objects.get().skal) == ("avslutad", "Den passade inte.")


def test_when_all_is_to_end_the_insatser_run_until_the_case_is_closed(stad, arende):
    client, url = som(stad.handlaggare), page("uppfoljning", arende)
    assert errors_at(client.post(url, filled(arende, beslut="avsluta")), "beslut")
    insats = arende.insatser.get()
    slut = {f"insats-{insats.pk}": "avsluta", "beslut": "avsluta"}
    assert client.post(url, filled(arende, **slut)).status_code == 303
    insats.refresh_from_db()
    assert insats.status == Insats.Status.PAGAENDE


def test_every_running_insats_gets_its_word(stad, arende):
    with pytest.raises(ValidationError, match="varje insats"):
        follow_up(stad, arende, insatsval={})
    assert not Uppfoljning.objects.exists()


# goals in words


def test_the_levels_are_described_at_the_first_round_and_stand(stad, arende, mal):
    client, url = som(stad.handlaggare), page("uppfoljning", arende)
    halv = {f"skala-{mal.pk}-battre": "Fyra dagar."}
    assert errors_at(client.post(url, filled(arende, **halv)), f"skala-{mal.pk}-samre")
    hel = {f"skala-{mal.pk}-{namn}": text for namn, text in SKALA.items()}
    assert client.post(url, filled(arende, **hel)).status_code == 303
    assert Malskala.objects.get().words()[1] == "Bättre än väntat, i ord."
    form = client.get(url).context["form"]
    assert (1, "Bättre än väntat: Bättre än väntat, i ord.") in form.fields[
        f"grad-{mal.pk}"
    ].choices
    assert client.get(page("malskala", arende, mal.pk)).status_code == 403


def test_the_levels_are_described_at_planning_and_bettered_until_used(stad, arende, mal):
    client, url = som(stad.handlaggare), page("malskala", arende, mal.pk)
    assert errors_at(client.post(url, SKALA | {"samre": " "}), "samre")
    assert client.post(url, SKALA).status_code == 303
    again = SKALA | {"samre": "Två dagar.", "version": "1"}
    assert client.post(url, again).status_code == 303
    assert Malskala.objects.get().samre == "Två dagar."
    assert client.post(url, again).status_code == 409


def test_a_new_version_of_the_plan_keeps_the_scale_and_a_draft_lets_it_go(stad, arende, mal):
    describe_skala(mal=mal, version=None, actor=stad.handlaggare, **SKALA)
    gammal = plan_in_force(arende)
    ny = Plan.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        arende=arende,
        nummer=2,
        behov="Skolan.",
        barnets_syn="Bra.",
        uppfoljning_senast=timezone.localdate(),
        skapad_av=stad.handlaggare,
    )
    kopia = copy_plan(gammal, ny, actor=stad.handlaggare)[mal]
    assert kopia.skala.words() == mal.skala.words()
    remove_mal(mal=kopia, actor=stad.handlaggare)
    assert list(Malskala.objects.all()) == [mal.skala]


def test_a_goal_is_held_against_a_note_from_either_page(stad, arende, mal):
    client = som(stad.handlaggare)
    ena, andra = signed_note(stad, arende), signed_note(stad, arende)
    data = {"grad": "1", "visar": "Tre dagar av fem."}
    fran_mal = page("malavstamning", arende, mal.pk)
    assert client.post(fran_mal, data | {"anteckning": ena.pk}).status_code == 303
    refused = client.post(fran_mal, data | {"anteckning": ena.pk})
    assert errors_at(refused, "anteckning")
    fran_anteckning = page("stam_av_anteckning", arende, andra.pk)
    ord_ = {"grad": "", "visar": "Han vill själv.", "mal": mal.pk}
    assert client.post(fran_anteckning, ord_).status_code == 303
    plan = text_of(client.get(page("plan", arende)))
    assert "samtal i journalen: Bättre än väntat . Tre dagar av fem." in plan
    assert "samtal i journalen: Han vill själv." in plan


def test_anothers_working_note_shows_nothing(stad, arende, mal):
    note = signed_note(stad, arende)
    Journalanteckning.objects.filter(pk=note.pk).update(signerad=None)
    note.refresh_from_db()
    client = som(stad.gruppledare)
    assert client.get(page("stam_av_anteckning", arende, note.pk)).status_code == 404
    with pytest.raises(ValidationError, match="inte signerad"):
        tick_mal(mal=mal, anteckning=note, grad=1, visar="Tre.", actor=stad.gruppledare)


def test_a_tick_is_taken_back_within_ten_minutes_by_who_made_it(stad, arende, mal):
    note = signed_note(stad, arende)
    rad = tick_mal(mal=mal, anteckning=note, grad=1, visar="Tre.", actor=stad.handlaggare)
    url = page("angra_avstamning", arende, rad.pk)
    assert som(stad.gruppledare).post(url).status_code == 422
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert som(stad.handlaggare).get(url).status_code == 403
    assert som(stad.handlaggare).post(url).status_code == 303
    assert not Malavstamning.objects.exists()


# values in time


def test_values_are_noted_put_right_and_read_with_honest_words(stad, arende, mal):
    indikator = make_indikator(mal, stad.handlaggare)
    client, idag = som(stad.handlaggare), timezone.localdate()
    ny = page("nytt_varde", arende, indikator.pk)
    data = {"varde": "3", "dag": f"{idag}", "kalla": "egen", "anteckning": ""}
    assert errors_at(client.post(ny, data | {"varde": "många"}), "varde")
    assert errors_at(client.post(ny, data | {"dag": f"{idag + timedelta(days=1)}"}), "dag")
    assert client.post(ny, data).status_code == 303
    assert errors_at(client.post(ny, data), "__all__") == [
        "Det finns redan ett värde för den dagen. Rätta det."
    ]
    rad = Indikatorvarde.objects.get()
    ratta = page("andra_varde", arende, indikator.pk, rad.pk)
    assert client.post(ratta, data | {"varde": "4", "version": "1"}).status_code == 303
    assert client.post(ratta, data | {"varde": "5", "version": "1"}).status_code == 409
    for veckor in (1, 2, 3):
        record_varde(
            indikator=indikator,
            dag=idag - timedelta(weeks=veckor),
            varde=str(veckor),
            kalla="egen",
            actor=stad.handlaggare,
        )
    serie = client.get(page("serie", arende, indikator.pk))
    text = text_of(serie)
    assert "Före insatsen finns 3 värden." in text
    assert "Siffror om en enda person kan inte visa vad en förändring beror på." in text
    assert serie.content.decode().count('<circle class="punkt"') == 4


def test_a_value_of_the_round_stands_in_the_series_of_every_version(stad, arende, mal):
    indikator = make_indikator(mal, stad.handlaggare)
    client = som(stad.handlaggare)
    data = filled(arende, **{f"varde-{indikator.pk}": "5"})
    bad = client.post(page("uppfoljning", arende), data | {f"varde-{indikator.pk}": "fem"})
    assert errors_at(bad, f"varde-{indikator.pk}")
    assert client.post(page("uppfoljning", arende), data).status_code == 303
    assert Indikatorvarde.objects.get().uppfoljning.runda == 1
    igen = make_indikator(mal, stad.handlaggare)
    assert "Vid uppföljning." in text_of(client.get(page("serie", arende, igen.pk)))


@pytest.mark.parametrize(("varde", "duger"), [("Ja", 303), ("4", 422)])
def test_what_is_answered_by_yes_or_no_is(stad, arende, mal, varde, duger):
    indikator = make_indikator(mal, stad.handlaggare, slag="ja_nej", baslinje="nej", malvarde="ja")
    data = {"varde": varde, "dag": f"{timezone.localdate()}", "kalla": "annan"}
    response = som(stad.handlaggare).post(page("nytt_varde", arende, indikator.pk), data)
    assert response.status_code == duger


def test_a_draft_has_nothing_to_measure(stad, arende, mal):
    indikator = make_indikator(mal, stad.handlaggare)
    Plan.objects.update(faststalld=None)
    assert som(stad.handlaggare).get(page("nytt_varde", arende, indikator.pk)).status_code == 403
