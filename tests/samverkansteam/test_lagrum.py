"""A change of law: a row that one person proposes and another tries, in force from its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from access.models import Anvandare, Roll
from audit.models import Logghandelse
from samverkansteam.actions.lagrum import propose_end, propose_lagrum, try_andring
from samverkansteam.grunder import grunder_for
from samverkansteam.models import Lagrum, Lagrumsandring
from samverkansteam.referensdata import load_referensdata
from samverkansteam.rules.lagrum import Laget, offered, refused
from tests.arenden.webb import som, text_of
from tests.builders import make_anvandare
from tests.samverkansteam.builders import make_rum

pytestmark = pytest.mark.django_db

OM_EN_MANAD = timedelta(days=30)


@pytest.fixture
def tva() -> tuple[Anvandare, Anvandare]:
    return make_anvandare(Roll.METODLEDARE), make_anvandare(Roll.METODLEDARE)


def p18() -> Lagrum:
    return Lagrum.objects.get(kod="P18", giltig_till=None)


def propose(actor: Anvandare, **override) -> Lagrumsandring:
    falt = {
        "kod": "P18",
        "galler_fran": timezone.localdate() + OM_EN_MANAD,
        "motiv": "SFS 2026:999 höjer åldern.",
        **p18().innehall(),
        "alder_under": 23,
        "kalla": "SFS 2026:999",
    }
    return propose_lagrum(actor=actor, **falt | override)


def agree(andring: Lagrumsandring, actor: Anvandare, **override) -> Lagrumsandring:
    falt = {"godkanns": True, "kommentar": "Stadsjuristen Karin Ek, i dag: stämmer."}
    return try_andring(andring=andring, actor=actor, **falt | override)


def is_offered(alder: int, dag: date) -> bool:
    laget = Laget(fran="socialtjanst", till="polis", alder=alder)
    return "P18" in [rad.kod for rad in offered(Lagrum.objects.all().regler(), laget, dag)]


def test_nothing_changes_until_another_person_agrees_and_then_from_its_day(tva):
    ena, andra = tva
    andring = propose(ena)
    dagen = andring.galler_fran
    assert not is_offered(22, dagen)
    agree(andring, andra)
    assert not is_offered(22, dagen - timedelta(days=1))
    assert is_offered(22, dagen)
    assert is_offered(20, dagen - timedelta(days=1))
    forra, ny = Lagrum.objects.filter(kod="P18").order_by("giltig_fran")
    assert (forra.alder_under, forra.giltig_till) == (21, dagen - timedelta(days=1))
    assert (ny.alder_under, ny.giltig_fran, ny.ursprung) == (23, dagen, "staden")
    verb = Logghandelse.objects.filter(verb__startswith="lagrum.").values_list("verb", flat=True)
    assert set(verb) == {"lagrum.propose", "lagrum.decide"}


def test_a_real_release_follows_the_row_on_the_day_without_a_release_of_the_program(tva):
    ena, andra = tva
    idag = timezone.localdate()
    rum = make_rum(slag="polis", fodelsedatum=idag.replace(year=idag.year - 22))

    def koder():
        grunder = grunder_for(rum.teamarende, rum.part, None)
        return {grund.lagrum.kod for grund in grunder if grund.is_offered}

    andring = agree(propose(ena), andra)
    assert "P18" not in koder()
    with time_machine.travel(timezone.now() + OM_EN_MANAD, tick=False):
        assert timezone.localdate() == andring.galler_fran
        assert "P18" in koder()


def test_the_one_who_proposed_never_agrees_not_even_in_the_database(tva):
    ena, _ = tva
    andring = propose(ena)
    with pytest.raises(PermissionDenied, match="En annan metodledare"):
        agree(andring, ena)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lagrumsandring.objects.filter(pk=andring.pk).update(
            status="godkand", provad=timezone.now(), provad_av=ena
        )


def test_what_the_jurist_said_is_written_down_and_a_no_changes_nothing(tva):
    ena, andra = tva
    andring = propose(ena)
    with pytest.raises(ValidationError, match="juristen"):
        agree(andring, andra, kommentar=" ")
    agree(andring, andra, godkanns=False)
    assert p18().alder_under == 21
    with pytest.raises(PermissionDenied, match="redan prövat"):
        agree(andring, andra)


def test_only_a_metodledare_proposes():
    with pytest.raises(PermissionDenied):
        propose(make_anvandare(Roll.SOCIALSEKRETERARE))


def test_a_ground_that_ends_is_refused_from_the_day_with_the_reason(tva):
    ena, andra = tva
    dagen = timezone.localdate() + OM_EN_MANAD
    andring = propose_end(kod="P18", galler_fran=dagen, motiv="Upphävs.", actor=ena)
    agree(andring, andra)
    laget = Laget(fran="socialtjanst", till="polis", alder=15)
    skal = {rad.kod: s for rad, s in refused(Lagrum.objects.all().regler(), laget, dagen)}
    assert skal["P18"] == [f"Gällde till och med {dagen - timedelta(days=1)}."]
    with pytest.raises(ValidationError, match="redan upphört"):
        propose_end(kod="P18", galler_fran=dagen, motiv="Igen.", actor=ena)


def test_the_past_is_never_rewritten(tva):
    ena, andra = tva
    with pytest.raises(ValidationError, match="har redan varit"):
        propose(ena, galler_fran=timezone.localdate() - timedelta(days=1))
    andring = propose(ena)
    with (
        time_machine.travel(timezone.now() + 2 * OM_EN_MANAD, tick=False),
        pytest.raises(ValidationError, match="har redan varit"),
    ):
        agree(andring, andra)


def test_a_wording_begins_after_those_there_are(tva):
    ena, andra = tva
    agree(propose(ena), andra)
    with pytest.raises(ValidationError, match="redan en lydelse"):
        propose(ena, galler_fran=timezone.localdate() + timedelta(days=1))


@pytest.mark.parametrize(
    ("fel", "text"),
    [
        ({"vagar": {}}, "Välj minst en väg"),
        ({"villkor": []}, "minst ett villkor"),
        (
            {"bara_myndighet": True, "vagar": {"socialtjanst": ["polis", "fristaende_skola"]}},
            "Det är inte en fristående skola",
        ),
    ],
    ids=["utan väg", "utan villkor", "fristående skola är ingen myndighet"],
)
def test_what_a_ground_may_not_say(tva, fel, text):
    with pytest.raises(ValidationError, match=text):
        propose(tva[0], **fel)


def test_the_reference_file_never_overwrites_what_people_decided(tva):
    ena, andra = tva
    agree(propose(ena), andra)
    fore = list(Lagrum.objects.filter(kod="P18").values())
    load_referensdata()
    assert list(Lagrum.objects.filter(kod="P18").values()) == fore
    Lagrum.objects.filter(kod="P15").update(namn="Något annat")
    load_referensdata()
    assert not Lagrum.objects.filter(namn="Något annat").exists()


def test_everybody_in_the_house_sees_the_matrix_on_a_day_and_why_a_ground_is_refused(
    django_assert_max_num_queries,
):
    vem = som(make_anvandare(Roll.REGISTRATOR))
    with django_assert_max_num_queries(12):
        svar = vem.get(reverse("samverkansteam:lagrum"), {"dag": "2025-11-30", "alder": 21})
    text = text_of(svar)
    assert "2025-11-30" in text
    cell = reverse("samverkansteam:lagrumscell", args=["socialtjanst", "polis"])
    text = text_of(vem.get(cell, {"dag": "2025-11-30", "alder": 21}))
    assert "Gäller bara den som är under 21 år." in text
    assert "Gäller först från och med 2025-12-01." in text
    assert "Gäller aldrig från socialtjänsten" in text


def test_a_kind_of_party_that_does_not_exist_has_no_cell():
    vem = som(make_anvandare(Roll.REGISTRATOR))
    assert (
        vem.get(reverse("samverkansteam:lagrumscell", args=["socialtjanst", "grannen"])).status_code
        == 404
    )


def test_it_is_proposed_and_tried_on_the_pages(tva):
    ena, andra = tva
    lagrum = p18()
    svar = {
        **{namn: varde for namn, varde in lagrum.innehall().items() if isinstance(varde, str)},
        "galler_fran": (timezone.localdate() + OM_EN_MANAD).isoformat(),
        "motiv": "Åldern höjs och en region får uppgifter.",
        "alder_under": 23,
        "ordning": lagrum.ordning,
        "kraver_avvagning": "on",
        "fran_socialtjanst": ["polis", "region"],
    }
    for plats, villkor in enumerate(lagrum.villkor, start=1):
        svar[f"villkor_{plats}"] = villkor["fraga"]
        svar[f"svar_{plats}"] = "ja" if villkor["kraver"] else "nej"
    url = reverse("samverkansteam:andra_lagrum", args=["P18"])
    assert som(ena).get(url).status_code == 200
    assert som(ena).post(url, svar | {"fran_socialtjanst": []}).status_code == 422
    assert som(ena).post(url, svar).status_code == 303
    andring = Lagrumsandring.objects.get()
    assert andring.villkor == lagrum.villkor
    prova = reverse("samverkansteam:prova_lagrum", args=[andring.pk])
    assert som(ena).get(prova).status_code == 403
    text = text_of(som(andra).get(prova))
    assert "från socialtjänsten till Regionen" in text
    assert "21 23" in text
    klart = som(andra).post(prova, {"godkanns": "ja", "kommentar": "Karin Ek, jurist: stämmer."})
    assert klart.status_code == 303
    assert Lagrum.objects.get(kod="P18", giltig_till=None).vagar == {
        "socialtjanst": ["polis", "region"]
    }
    sida = text_of(som(andra).get(reverse("samverkansteam:ett_lagrum", args=["P18"])))
    assert "Fastställd i staden" in sida
    assert "Karin Ek, jurist: stämmer." in sida
