"""An ärende moves to another nämnd or kommun: asked with what was tried, received, handed over."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.middleware import row_level_security
from access.models import Niva, Roll
from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.models import Arende, Journalanteckning, Personakt, Steg
from arenden.models.akt import Skyddsniva
from audit.models import Logghandelse
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.actions.overflyttning import answer_overflyttning, questions_to
from insatser.flows.check import disagreements
from insatser.models import Avslut, Overflyttning
from tests.builders import give_akt, make_anvandare
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db


@pytest.fixture
def farsta(stad) -> vagen.Stad:
    annan = vagen.make_stad()
    annan.namnd.stadsdelsomrade = "Farsta"
    annan.namnd.save()
    return annan


@pytest.fixture
def arende(stad) -> Arende:
    """In utredning, with two signed notes."""
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    for text in ("Samtal om flytten.", "Syskonets hälsa."):
        note = write_anteckning(
            arende=arende,
            slag="samtal",
            nar=timezone.now(),
            narvarande="",
            text=text,
            actor=stad.handlaggare,
        )
        sign_anteckning(anteckning=note, version=note.version, actor=stad.handlaggare)
    return vagen.fresh(arende)


@pytest.fixture
def gang(stad, farsta, arende):
    return start_arbetsgang(arende=arende, flode="overflytt", actor=stad.handlaggare)


def note_key(text: str) -> str:
    rad = next(rad for rad in Journalanteckning.objects.all() if rad.text == text)
    return f"anteckning:{rad.pk}"


def propose(stad, farsta, gang, till: str = "stad", grund: str = "V", **svar):
    vart = {
        "stad": {"namnd": str(farsta.namnd.pk), "kommun": None},
        "annan_kommun": {"namnd": None, "kommun": "Huddinge"},
    }[till]
    gangen.do(gang, "foresla", stad.handlaggare, till, **{"utredning": "overtas"} | vart | svar)
    gangen.do(gang, "grund", stad.handlaggare, grund=grund)
    valt = [note_key("Samtal om flytten.")] if gang.arende.anteckningar.exists() else []
    gangen.do(gang, "menprova", stad.handlaggare, uppgifter=valt)


def ask(stad, farsta, gang, *args, **svar) -> Overflyttning:
    propose(stad, farsta, gang, *args, **svar)
    gangen.do(gang, "besluta", stad.gruppledare, "skickas")
    return Overflyttning.objects.get()


def answer(farsta, fraga, svar: str = "ja", skal: str = ""):
    return answer_overflyttning(fraga=fraga, svar=svar, skal=skal, actor=farsta.mottagare)


def ended(gang) -> str:
    assert gangen.place_of(gang).slut == gang.slut
    return gang.slut


def test_the_other_namnd_receives_it_as_a_case_of_its_own(stad, farsta, arende, gang):
    fraga = ask(stad, farsta, gang)
    dar = answer(farsta, fraga)
    assert (dar.namnd, dar.slag) == (farsta.namnd, arende.slag)
    assert dar.akt_id != arende.akt_id
    anmalan = dar.anmalningar.get()
    assert "Samtal om flytten." in anmalan.text
    assert "Syskonets hälsa." not in anmalan.text
    assert anmalan.anmalare_myndighet == str(stad.namnd)
    assert dar.akt.person.namn == arende.akt.person.namn

    gangen.do(gang, "svar", stad.handlaggare, "ja")
    gangen.do(gang, "lamna_over", stad.handlaggare)
    assert ended(gang) == "flyttad"
    fraga.refresh_from_db()
    assert (fraga.mottaget, fraga.overlamnad is None) == (dar.arendenummer, False)
    har = vagen.fresh(arende)
    assert har.avslutat is not None
    assert Avslut.objects.get(arende=har).orsak == Avslut.Orsak.FLYTT
    for ett in (har, vagen.fresh(dar)):
        assert list(disagreements(ett)) == []


def test_a_no_leaves_the_case_where_it_is(stad, farsta, arende, gang):
    fraga = ask(stad, farsta, gang)
    assert answer(farsta, fraga, "nej", "Pojken bor kvar hos er.") is None
    gangen.do(gang, "svar", stad.handlaggare, "nej")
    gangen.do(gang, "fortsatt_har", stad.handlaggare)
    assert ended(gang) == "nekad"
    assert vagen.fresh(arende).avslutat is None
    assert not Arende.objects.filter(namnd=farsta.namnd).exists()


def test_another_kommun_answers_by_letter(stad, farsta, arende, gang):
    fraga = ask(stad, farsta, gang, "annan_kommun", "M")
    assert (fraga.tillfragad, fraga.mottagare) == (None, "Huddinge")
    assert questions_to(farsta.mottagare) == []
    gangen.do(gang, "svar", stad.handlaggare, "ja", svar="Huddinge tar emot från 1 december.")
    gangen.do(gang, "lamna_over", stad.handlaggare)
    assert ended(gang) == "flyttad"
    assert Overflyttning.objects.get().svarsskal == "Huddinge tar emot från 1 december."
    assert list(disagreements(vagen.fresh(arende))) == []


def test_a_question_that_nobody_answers_is_taken_back(stad, farsta, gang):
    fraga = ask(stad, farsta, gang)
    with pytest.raises(ValidationError, match="har inte svarat"):
        gangen.do(gang, "svar", stad.handlaggare, "ja")
    gangen.do(gang, "svar", stad.handlaggare, "tas_tillbaka")
    assert ended(gang) == "tillbakatagen"
    with pytest.raises(PermissionDenied, match="tagits tillbaka"):
        answer(farsta, fraga)


def test_nothing_is_asked_when_the_leader_keeps_it(stad, farsta, gang):
    propose(stad, farsta, gang)
    gangen.do(gang, "besluta", stad.gruppledare, "avstas")
    assert ended(gang) == "stannade"
    assert not Overflyttning.objects.exists()


def test_the_answer_is_the_one_that_was_given(stad, farsta, gang):
    answer(farsta, ask(stad, farsta, gang))
    with pytest.raises(ValidationError, match="Svaret var: Ja"):
        gangen.do(gang, "svar", stad.handlaggare, "nej")


@pytest.mark.parametrize(("till", "grund"), [("stad", "M"), ("annan_kommun", "N")])
def test_each_way_out_has_its_own_grounds(stad, farsta, gang, till, grund):
    with pytest.raises(ValidationError) as fangat:
        propose(stad, farsta, gang, till, grund)
    assert set(fangat.value.message_dict) == {"grund"}


@pytest.mark.parametrize(("till", "fel"), [("stad", "namnd"), ("annan_kommun", "kommun")])
def test_it_is_said_who_is_asked(stad, farsta, gang, till, fel):
    with pytest.raises(ValidationError) as fangat:
        gangen.do(gang, "foresla", stad.handlaggare, till, namnd=None, kommun=None)
    assert set(fangat.value.message_dict) == {fel}


def protect(arende):
    Personakt.objects.filter(pk=arende.akt_id).update(skyddsniva=Skyddsniva.SEKRETESSMARKERING)


def test_one_is_never_asked_about_somebody_protected(stad, farsta, arende, gang):
    protect(arende)
    with pytest.raises(ValidationError, match="skyddade uppgifter"):
        propose(stad, farsta, gang)


def test_protection_that_comes_before_the_question_stops_it(stad, farsta, arende, gang):
    propose(stad, farsta, gang)
    give_akt(stad.gruppledare, arende.akt, Niva.BESLUTA)
    protect(arende)
    with pytest.raises(ValidationError, match="skyddade uppgifter"):
        gangen.do(gang, "besluta", stad.gruppledare, "skickas")
    assert not Overflyttning.objects.exists()


def test_an_utredning_is_finished_here_unless_it_is_taken_over(stad, farsta, gang):
    answer(farsta, ask(stad, farsta, gang, utredning="klar_har"))
    gangen.do(gang, "svar", stad.handlaggare, "ja")
    with pytest.raises(ValidationError, match="Utredningen pågår"):
        gangen.do(gang, "lamna_over", stad.handlaggare)


def test_a_proposal_that_waits_is_decided_first(stad, farsta, arende, gang):
    answer(farsta, ask(stad, farsta, gang))
    gangen.do(gang, "svar", stad.handlaggare, "ja")
    vagen.investigate(stad, arende)
    vagen.propose(stad, vagen.fresh(arende))
    with pytest.raises(ValidationError, match="Ett förslag till beslut väntar"):
        gangen.do(gang, "lamna_over", stad.handlaggare)


def test_protection_is_assessed_before_anybody_is_asked(stad, farsta):
    arende = vagen.fresh(vagen.receive(stad))
    gang = start_arbetsgang(arende=arende, flode="overflytt", actor=stad.mottagare)
    with pytest.raises(ValidationError, match="skyddsbedömning"):
        gangen.do(gang, "foresla", stad.mottagare)


def test_whoever_proposed_does_not_decide(stad, farsta, arende):
    gang = start_arbetsgang(arende=arende, flode="overflytt", actor=stad.gruppledare)
    namnd = str(farsta.namnd.pk)
    gangen.do(gang, "foresla", stad.gruppledare, "stad", namnd=namnd, utredning="overtas")
    gangen.do(gang, "grund", stad.handlaggare, grund="V")
    gangen.do(gang, "menprova", stad.handlaggare, uppgifter=[])
    with pytest.raises(PermissionDenied, match="Någon annan"):
        gangen.do(gang, "besluta", stad.gruppledare, "skickas")


def test_only_the_namnd_that_is_asked_answers(stad, farsta, gang):
    fraga = ask(stad, farsta, gang)
    for vem in (stad.mottagare, make_anvandare(Roll.MOTTAGNING)):
        with pytest.raises(PermissionDenied, match="annan nämnd"):
            answer_overflyttning(fraga=fraga, svar="nej", skal="Nej.", actor=vem)


def test_a_no_has_its_reason(stad, farsta, gang):
    with pytest.raises(ValidationError) as fangat:
        answer(farsta, ask(stad, farsta, gang), "nej")
    assert set(fangat.value.message_dict) == {"skal"}


def test_the_receiver_sees_the_question_and_nothing_else_of_the_akt(stad, farsta, arende, gang):
    fraga = ask(stad, farsta, gang)
    with row_level_security(farsta.mottagare.pk):
        assert [rad.pk for rad in questions_to(farsta.mottagare)] == [fraga.pk]
        assert not Arende.objects.filter(pk=arende.pk).exists()
        assert not Journalanteckning.objects.exists()
        answer(farsta, Overflyttning.objects.get(pk=fraga.pk))
    loggat = Logghandelse.objects.filter(verb="overflyttning.answer")
    assert [rad.akt_id for rad in loggat] == [arende.akt_id]


def test_a_third_namnd_sees_nothing(stad, farsta, gang):
    ask(stad, farsta, gang)
    with row_level_security(make_anvandare(Roll.MOTTAGNING).pk):
        assert not Overflyttning.objects.exists()
