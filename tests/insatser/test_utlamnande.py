"""What somebody outside asks to have: found, tried item by item, given, refused, appealed."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pypdf import PdfReader

from access.models import Roll
from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.models import Frist, Steg
from arenden.pdf import render
from audit.models import Logghandelse
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.dokument.utlamnande import utlamnandebeslut_innehall
from insatser.models import Utlamnandepost
from insatser.models.valbart import begarda, key_of, uppgifter
from tests.builders import make_anvandare
from tests.insatser import gangen, vagen
from tests.insatser.kopiorna import make_kopior

pytestmark = pytest.mark.django_db
NEKAD = {"bedomning": "nekas", "lagrum": "26:1", "struket": None}
HELT = {"bedomning": "helt", "lagrum": None, "struket": None}
MASKAT = {"bedomning": "maskat", "lagrum": "26:5", "struket": "Anmälarens namn"}


def make_arende(stad, steg=Steg.PLAN):
    """A case with a decision, and a signed note where one can still be written."""
    arende = vagen.arende_at(stad, Steg.PLAN)
    note = write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande="Elias",
        text="Samtal om skolan.",
        actor=stad.handlaggare,
    )
    sign_anteckning(anteckning=note, version=note.version, actor=stad.handlaggare)
    return vagen.fresh(arende)


@pytest.fixture
def gang(stad):
    return start_arbetsgang(arende=make_arende(stad), flode="utlamnande", actor=stad.handlaggare)


def register(stad, gang, utfall: str = "finns") -> list[str]:
    """What was asked for: everything that the case has."""
    gangen.do(gang, "registrera", stad.handlaggare, vem=None, andamal=None)
    koder = [kod for kod, _ in uppgifter(gang)] if utfall == "finns" else []
    gangen.do(gang, "valj", stad.handlaggare, utfall, handlingar=koder)
    return koder


def judge(stad, gang, *bedomningar):
    """Try one item after the other."""
    koder = [kod for kod, _ in begarda(gang)]
    assert len(koder) == len(bedomningar) == 2
    for kod, svar in zip(koder, bedomningar, strict=True):
        utfall = "klart" if kod == koder[-1] else "fler"
        gangen.do(gang, "prova", stad.handlaggare, utfall, post=kod, **svar)


def tell(stad, gang, utfall: str):
    gangen.do(gang, "sammanvag", stad.handlaggare, utfall, forbehall=None)


def ended(gang) -> str:
    assert gangen.place_of(gang).slut == gang.slut
    return gang.slut


def test_everything_is_given_and_each_item_logged(stad, gang):
    koder = register(stad, gang)
    judge(stad, gang, HELT, HELT)
    tell(stad, gang, "helt")
    make_kopior(gang, stad.handlaggare)
    gangen.do(gang, "lamna", stad.handlaggare)
    assert ended(gang) == "lamnat"
    poster = list(Utlamnandepost.objects.all())
    assert {key_of(post.slag, post.objekt_id) for post in poster} == set(koder)
    assert all(post.lamnad for post in poster)
    loggat = Logghandelse.objects.filter(verb="utlamnande.give", akt_id=gang.akt_id)
    assert loggat.count() == 2


def test_nothing_is_there_and_nothing_is_told(stad, gang):
    register(stad, gang, "finns_inte")
    gangen.do(gang, "svara_nej", stad.handlaggare)
    assert ended(gang) == "finns_inte"
    assert not Utlamnandepost.objects.exists()


def test_whoever_is_content_with_a_part_gets_it(stad, gang):
    register(stad, gang)
    judge(stad, gang, MASKAT, NEKAD)
    tell(stad, gang, "delvis")
    gangen.do(gang, "besked", stad.handlaggare, "nojer_sig")
    make_kopior(gang, stad.handlaggare)
    gangen.do(gang, "lamna", stad.handlaggare)
    assert ended(gang) == "delvis_lamnat"
    lamnade = dict(Utlamnandepost.objects.values_list("utfall", "lamnad"))
    assert lamnade["maskat"]
    assert lamnade["nekas"] is None


def test_a_refusal_that_is_accepted_ends_without_a_decision(stad, gang):
    register(stad, gang)
    judge(stad, gang, NEKAD, NEKAD)
    tell(stad, gang, "nekas")
    gangen.do(gang, "besked", stad.handlaggare, "nojer_sig")
    assert ended(gang) == "nekat"
    assert utlamnandebeslut_innehall(gang) is None


def refused(stad, gang):
    register(stad, gang)
    judge(stad, gang, NEKAD, NEKAD)
    tell(stad, gang, "nekas")
    gangen.do(gang, "besked", stad.handlaggare, "vill_ha_beslut")
    return gang


def test_who_asks_for_a_decision_gets_one_to_appeal(stad, gang, tmp_path):
    refused(stad, gang)
    gangen.do(gang, "besluta", stad.gruppledare, "star_fast", skal="Det står inte klart.")
    brev = tmp_path / "beslut.pdf"
    brev.write_bytes(render(utlamnandebeslut_innehall(gang)))
    text = " ".join(PdfReader(brev).pages[0].extract_text().split())
    assert "kammarrätten" in text
    assert "OSL 26:1" in text
    assert stad.gruppledare.namn in text
    assert "Elias" not in text
    gangen.do(gang, "expediera", stad.handlaggare)
    assert ended(gang) == "nekat"


def test_what_the_decision_opens_is_tried_anew(stad, gang):
    refused(stad, gang)
    gangen.do(gang, "besluta", stad.gruppledare, "andras")
    judge(stad, gang, HELT, HELT)
    tell(stad, gang, "helt")
    make_kopior(gang, stad.handlaggare)
    gangen.do(gang, "lamna", stad.handlaggare)
    assert ended(gang) == "lamnat"
    assert Utlamnandepost.objects.count() == 4
    assert Utlamnandepost.objects.exclude(lamnad=None).count() == 2


def test_whoever_tried_the_items_does_not_decide(stad, gang):
    register(stad, gang)
    for kod, _ in begarda(gang):
        utfall = "klart" if kod.startswith("beslut") else "fler"
        gangen.do(gang, "prova", stad.gruppledare, utfall, post=kod, **NEKAD)
    tell(stad, gang, "nekas")
    gangen.do(gang, "besked", stad.handlaggare, "vill_ha_beslut")
    with pytest.raises(PermissionDenied, match="Någon annan"):
        gangen.do(gang, "besluta", stad.gruppledare, "star_fast")


@pytest.mark.parametrize(
    ("svar", "fel"),
    [(NEKAD | {"lagrum": None}, "lagrum"), (MASKAT | {"struket": None}, "struket")],
)
def test_a_refusal_says_by_what_law_and_a_masking_what(stad, gang, svar, fel):
    register(stad, gang)
    kod, _ = next(begarda(gang))
    with pytest.raises(ValidationError) as fangat:
        gangen.do(gang, "prova", stad.handlaggare, "fler", post=kod, **svar)
    assert set(fangat.value.message_dict) == {fel}
    assert not Utlamnandepost.objects.exists()


def test_it_does_not_end_before_everything_is_tried(stad, gang):
    register(stad, gang)
    kod, _ = next(begarda(gang))
    with pytest.raises(ValidationError, match="Pröva det här också"):
        gangen.do(gang, "prova", stad.handlaggare, "klart", post=kod, **HELT)
    assert not Utlamnandepost.objects.exists()


@pytest.mark.parametrize("fel", ["delvis", "nekas"])
def test_the_answer_is_that_of_its_items(stad, gang, fel):
    register(stad, gang)
    judge(stad, gang, HELT, HELT)
    with pytest.raises(ValidationError, match="stämmer inte"):
        tell(stad, gang, fel)


@pytest.mark.parametrize(("utfall", "valt"), [("finns", 0), ("finns_inte", 1)])
def test_what_was_found_and_what_was_said_agree(stad, gang, utfall, valt):
    gangen.do(gang, "registrera", stad.handlaggare)
    koder = [kod for kod, _ in uppgifter(gang)][:valt]
    with pytest.raises(ValidationError):
        gangen.do(gang, "valj", stad.handlaggare, utfall, handlingar=koder)


def test_the_citys_three_days_run_until_it_is_given(stad, gang):
    register(stad, gang)
    frist = Frist.objects.get(kalla=gang.pk)
    assert (frist.slag, frist.stoppad) == ("utlamnande", None)
    judge(stad, gang, HELT, HELT)
    tell(stad, gang, "helt")
    make_kopior(gang, stad.handlaggare)
    gangen.do(gang, "lamna", stad.handlaggare)
    frist.refresh_from_db()
    assert frist.utgang == Frist.Utgang.UPPFYLLD


def test_a_closed_case_gives_out_too(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    gang = start_arbetsgang(arende=arende, flode="utlamnande", actor=stad.handlaggare)
    register(stad, gang)
    ((kod, _),) = begarda(gang)
    gangen.do(gang, "prova", stad.handlaggare, "klart", post=kod, **HELT)
    tell(stad, gang, "helt")
    make_kopior(gang, stad.handlaggare)
    gangen.do(gang, "lamna", stad.handlaggare)
    assert ended(gang) == "lamnat"


def test_those_without_the_delegation_refuse_nothing(stad, gang):
    refused(stad, gang)
    for vem in (stad.handlaggare, make_anvandare(Roll.GRUPPLEDARE)):
        with pytest.raises(PermissionDenied):
            gangen.do(gang, "besluta", vem, "star_fast")
