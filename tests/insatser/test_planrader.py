"""A plan of needs, goals, indicators and undertakings: written, changed, copied, put in force."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from arenden.models import Steg
from insatser.actions.plan import faststall_plan, hinder_for_plan, start_plan
from insatser.actions.planrader import (
    add_atagande,
    add_behov,
    add_indikator,
    add_mal,
    fulfil_atagande,
    link_behov,
    remove_mal,
    take_faktorer,
)
from insatser.models import Behov, Indikator, Mal, Plan, Planatagande
from riskbedomning.underlag import faktorer_att_planera
from tests.arenden.webb import som, text_of
from tests.insatser import vagen

pytestmark = pytest.mark.django_db

MAL = {
    "niva": "social",
    "sikt": "kort",
    "specifikt": "Elias är i skolan varje förmiddag.",
    "matbart": "Skolans närvarolista.",
    "baslinje": "Två dagar av tio.",
    "accepterat": "Elias och mamma.",
    "realistiskt": "Han bor nära.",
}
INDIKATOR = {
    "slag": "skolnarvaro",
    "namn": "Närvaro på förmiddagen",
    "enhet": "procent",
    "baslinje": "20",
    "malvarde": "90,5",
    "riktning": "oka",
}


@pytest.fixture
def stad():
    return vagen.make_stad()


@pytest.fixture
def plan(stad):
    return draft(stad, vagen.arende_at(stad, Steg.PLAN))


def draft(stad, arende, **andrat):
    return start_plan(
        arende=arende,
        behov="Tillbaka till skolan.",
        barnets_syn="Det låter rimligt.",
        team_valt=False,
        teamtyp="",
        uppfoljning_senast=timezone.localdate() + timedelta(days=60),
        actor=stad.handlaggare,
        **andrat,
    )


def om(dagar):
    return timezone.localdate() + timedelta(days=dagar)


def fill(stad, plan):
    """One need out of the assessment, a goal that answers it, how it is measured, who does what."""
    actor = stad.handlaggare
    (behov,) = take_faktorer(plan=plan, faktorer=faktorer_att_planera(plan.arende)[:1], actor=actor)
    mal = add_mal(plan=plan, behov=[behov], tidsatt=om(60), actor=actor, **MAL)
    add_indikator(mal=mal, baslinje_dag=om(0), actor=actor, **INDIKATOR)
    add_atagande(plan=plan, mal=mal, vem="familjen", vad="Väcker.", senast=om(9), actor=actor)
    return mal


def next_version(stad, plan, **andrat):
    """The plan is put in force and followed up, and its next version begun."""
    if not plan.mal_set.exists():
        fill(stad, plan)
    faststall_plan(plan=plan, version=plan.version, actor=stad.handlaggare)
    vagen.start(stad, vagen.fresh(plan.arende))
    vagen.follow_up(stad, vagen.fresh(plan.arende), "andra")
    return draft(stad, vagen.fresh(plan.arende), **andrat)


def url(namn, plan, *args):
    return reverse(f"insatser:{namn}", args=[plan.arende_id, *args])


def test_needs_come_out_of_the_latest_assessment_once(stad, plan):
    faktorer = faktorer_att_planera(plan.arende)
    behov = take_faktorer(plan=plan, faktorer=faktorer, actor=stad.handlaggare)
    assert [rad.rubrik for rad in behov] == [ett.rubrik for ett in faktorer]
    assert take_faktorer(plan=plan, faktorer=faktorer, actor=stad.handlaggare) == []
    assert {rad.bedomning_id for rad in behov} == {plan.arende.bedomningar.get().pk}


def test_a_goal_answers_needs_of_its_own_plan_only(stad, plan):
    ny = next_version(stad, plan)
    mal = add_mal(plan=ny, tidsatt=om(60), actor=stad.handlaggare, **MAL)
    with pytest.raises(ValidationError):
        link_behov(mal=mal, behov=plan.behovsrader.all(), actor=stad.handlaggare)
    assert not mal.behov.exists()


def test_a_plan_with_needs_lets_every_goal_answer_one(stad, plan):
    mal = fill(stad, plan)
    assert hinder_for_plan(plan) == []
    mal.behov.clear()
    assert hinder_for_plan(plan) == [
        "Målet «Elias är i skolan varje förmiddag.» svarar inte på något behov. Välj vilket."
    ]


def test_a_plan_without_rows_of_needs_is_put_in_force_as_before(stad, plan):
    add_mal(plan=plan, tidsatt=om(60), actor=stad.handlaggare, **MAL)
    faststall_plan(plan=plan, version=plan.version, actor=stad.handlaggare)
    sida = text_of(som(stad.handlaggare).get(url("plan", plan)))
    assert "Tillbaka till skolan." in sida


@pytest.mark.parametrize("falt", ["baslinje", "malvarde"])
def test_what_is_counted_needs_numbers(stad, plan, falt):
    mal = fill(stad, plan)
    with pytest.raises(ValidationError) as fel:
        add_indikator(
            mal=mal, baslinje_dag=om(0), actor=stad.handlaggare, **INDIKATOR | {falt: "ofta"}
        )
    assert falt in fel.value.message_dict
    med_ord = INDIKATOR | {"slag": "annat", falt: "ofta"}
    assert add_indikator(mal=mal, baslinje_dag=om(0), actor=stad.handlaggare, **med_ord)


def test_numbers_are_read_as_people_write_them(stad, plan):
    fill(stad, plan)
    indikator = Indikator.objects.get()
    assert (str(indikator.baslinje_tal), str(indikator.malvarde_tal)) == ("20", "90.5")


def test_a_goal_goes_with_its_indicators_and_undertakings(stad, plan):
    remove_mal(mal=fill(stad, plan), actor=stad.handlaggare)
    assert not Mal.objects.exists()
    assert not Indikator.objects.exists()
    assert not Planatagande.objects.exists()
    assert Behov.objects.count() == 1


def test_nothing_is_added_to_a_plan_in_force_but_what_is_done_is_said(stad, plan):
    fill(stad, plan)
    atagande = Planatagande.objects.get()
    with pytest.raises(PermissionDenied):
        fulfil_atagande(atagande=atagande, actor=stad.handlaggare)
    faststall_plan(plan=plan, version=plan.version, actor=stad.handlaggare)
    with pytest.raises(PermissionDenied):
        add_behov(plan=plan, niva="social", slag="risk", rubrik="Nytt", actor=stad.handlaggare)
    assert fulfil_atagande(atagande=atagande, actor=stad.handlaggare).klart is not None
    with pytest.raises(PermissionDenied):
        fulfil_atagande(atagande=atagande, actor=stad.handlaggare)


def test_the_next_version_copies_what_still_holds_and_leaves_the_earlier_as_it_was(stad, plan):
    mal = fill(stad, plan)
    klart = add_atagande(
        plan=plan, vem="part", namn="Skolan", vad="Ringer.", senast=om(9), actor=stad.handlaggare
    )
    Planatagande.objects.filter(pk=klart.pk).update(klart=timezone.now())
    ny = next_version(stad, plan, ta_med=True)
    kopia = ny.mal_set.get()
    assert kopia.pk != mal.pk
    assert kopia.specifikt == mal.specifikt
    assert kopia.behov.get() == ny.behovsrader.get()
    assert kopia.indikatorer.get().namn == INDIKATOR["namn"]
    assert [rad.vad for rad in ny.ataganden.all()] == ["Väcker."]
    assert plan.mal_set.get() == mal
    assert hinder_for_plan(ny) == []


def test_the_whole_plan_is_written_on_its_pages(stad, plan):
    client = som(stad.handlaggare)
    faktor = faktorer_att_planera(plan.arende)[0]
    valj = client.post(url("valj_faktorer", plan), {"faktorer": [str(faktor.faktor_id)]})
    assert valj.status_code == 303
    behov = Behov.objects.get()
    eget = {"niva": "strukturell", "slag": "skydd", "rubrik": "En öppen fritidsgård"}
    assert client.post(url("nytt_behov", plan), eget).status_code == 303
    mal = MAL | {"tidsatt": om(60), "behov": [behov.pk]}
    assert client.post(url("nytt_mal", plan), mal).status_code == 303
    sparat = Mal.objects.get()
    assert sparat.behov.get() == behov
    indikator = INDIKATOR | {"baslinje_dag": om(0)}
    assert client.post(url("ny_indikator", plan, sparat.pk), indikator).status_code == 303
    atagande = {"mal": sparat.pk, "insatstyp": "fft", "vem": "part", "vad": "Börjar.",
                "senast": om(9)}  # fmt: skip
    assert client.post(url("nytt_atagande", plan), atagande).status_code == 303
    sida = text_of(client.get(url("plan", plan)))
    for text in (
        faktor.rubrik,
        "En öppen fritidsgård",
        f"Svarar på: {faktor.rubrik}",
        "Närvaro på förmiddagen",
        "FFT",
        "Inget mål svarar på",
        "Inget mål stärker något som skyddar.",
    ):
        assert text in sida, text
    faststall = text_of(client.get(url("faststall_plan", plan)))
    assert "Vad planen täcker" in faststall


def test_two_who_change_the_same_goal_are_told(stad, plan):
    fill(stad, plan)
    mal = Mal.objects.get()
    client, adress = som(stad.handlaggare), url("andra_mal", plan, mal.pk)
    data = MAL | {"tidsatt": om(60), "version": mal.version}
    assert client.post(adress, data | {"matbart": "Mammas ord."}).status_code == 303
    svar = client.post(adress, data | {"matbart": "Lärarens ord."})
    assert svar.status_code == 409
    assert "Mammas ord." in text_of(svar)
    assert "Lärarens ord." in text_of(svar)
    assert Mal.objects.get().matbart == "Mammas ord."


def test_rows_of_an_earlier_version_do_not_exist_for_the_draft(stad, plan):
    ny = next_version(stad, plan)
    client = som(stad.handlaggare)
    behov, mal = plan.behovsrader.get(), plan.mal_set.get()
    for adress in (
        url("andra_behov", ny, behov.pk),
        url("andra_mal", ny, mal.pk),
        url("ny_indikator", ny, mal.pk),
        url("ta_bort_rad", ny, "behov", behov.pk),
        url("ta_bort_rad", ny, "okant", behov.pk),
    ):
        assert client.get(adress).status_code == 404, adress


def test_a_row_is_taken_out_of_the_draft(stad, plan):
    fill(stad, plan)
    client = som(stad.handlaggare)
    indikator = Indikator.objects.get()
    ta_bort = url("ta_bort_rad", plan, "indikator", indikator.pk)
    assert indikator.namn in text_of(client.get(ta_bort))
    assert client.post(ta_bort).status_code == 303
    assert not Indikator.objects.exists()


def test_the_plan_page_asks_as_much_for_a_large_plan(stad, plan, django_assert_max_num_queries):
    client = som(stad.handlaggare)
    fill(stad, plan)
    with django_assert_max_num_queries(200) as fa:
        client.get(url("plan", plan))
    for _ in range(4):
        mal = add_mal(
            plan=plan, behov=Behov.objects.all(), tidsatt=om(60), actor=stad.handlaggare, **MAL
        )
        add_indikator(mal=mal, baslinje_dag=om(0), actor=stad.handlaggare, **INDIKATOR)
        add_atagande(
            plan=plan, mal=mal, vem="part", vad="Ringer.", senast=om(9), actor=stad.handlaggare
        )
    with django_assert_max_num_queries(200) as manga:
        client.get(url("plan", plan))
    assert len(manga) == len(fa)
    assert Plan.objects.count() == 1
