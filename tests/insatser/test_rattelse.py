"""What is wrong is put right beside the first text: notes, decisions, facts of the person."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.models import Roll
from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.models import Beslut, Frist, Journalanteckning, Person, Steg
from audit.models import Logghandelse
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models import Beslutsrattelse
from insatser.models.valbart import PERSON, key_of
from tests.builders import give_akt, make_anvandare
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.PLAN)


@pytest.fixture
def anteckning(stad, arende):
    utkast = write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande="Elias",
        text="Elias går i sexan.",
        actor=stad.handlaggare,
    )
    return sign_anteckning(anteckning=utkast, version=utkast.version, actor=stad.handlaggare)


def begin(stad, arende, vad: str, slag: str, **svar):
    gang = start_arbetsgang(arende=arende, flode="rattelse", actor=stad.handlaggare)
    text = {"star": "Elias går i sexan.", "ska_sta": "Elias går i sjuan."}
    gangen.do(gang, "begaran", stad.handlaggare, vad=vad, slag=slag, **text | svar)
    gangen.do(gang, "hor", stad.handlaggare, "behovs_inte")
    return gang


def finish(stad, gang) -> str:
    gangen.do(gang, "beratta", stad.handlaggare)
    gangen.do(gang, "underratta_andra", stad.handlaggare, mottagare=[])
    assert gangen.place_of(gang).slut == gang.slut
    return gang.slut


def beslut_of(arende) -> Beslut:
    return arende.beslut.get()


def test_a_note_gets_a_correction_beside_it_and_stays_as_it_was(stad, arende, anteckning):
    gang = begin(stad, arende, key_of("anteckning", anteckning.pk), "personuppgift")
    gangen.do(gang, "besluta", stad.gruppledare, "rattas")
    tillagg = Journalanteckning.objects.get(galler=anteckning)
    assert tillagg.roll == Journalanteckning.Roll.RATTELSE
    assert "Det ska stå: Elias går i sjuan." in tillagg.text
    assert tillagg.forfattare == stad.gruppledare
    anteckning.refresh_from_db()
    assert anteckning.text == "Elias går i sexan."
    assert Logghandelse.objects.filter(verb="journal.correct").count() == 1
    assert finish(stad, gang) == "rattad"


def test_a_decision_gets_its_correction_and_both_texts_are_read(stad, arende):
    beslut = beslut_of(arende)
    gang = begin(stad, arende, key_of("beslut", beslut.pk), "skrivfel")
    gangen.do(gang, "besluta", stad.gruppledare, "rattas")
    rattelse = Beslutsrattelse.objects.get()
    assert (rattelse.beslut, rattelse.slag) == (beslut, "rattelse")
    assert (rattelse.begard_av, rattelse.beslutad_av) == (stad.handlaggare, stad.gruppledare)
    assert Beslut.objects.get().text == beslut.text
    assert Logghandelse.objects.filter(verb="beslut.correct").count() == 1
    assert finish(stad, gang) == "rattad"


def test_a_fact_about_the_person_is_changed_with_its_history_and_a_note(stad, arende):
    gang = begin(
        stad, arende, PERSON, "personuppgift", uppgift="skola", star="–", ska_sta="Provskolan"
    )
    gangen.do(gang, "besluta", stad.gruppledare, "rattas")
    person = Person.objects.get(akt=arende.akt)
    assert person.skola == "Provskolan"
    assert person.historik.count() > 1
    assert "Det ska stå: Provskolan" in arende.anteckningar.get().text


def test_a_disputed_assessment_stands_with_the_persons_words_beside_it(stad, arende, anteckning):
    gang = begin(stad, arende, key_of("anteckning", anteckning.pk), "uppfattning")
    with pytest.raises(ValidationError, match="rättas inte"):
        gangen.do(gang, "besluta", stad.gruppledare, "rattas")
    gangen.do(gang, "besluta", stad.gruppledare, "noteras")
    tillagg = Journalanteckning.objects.get(galler=anteckning)
    assert tillagg.roll == Journalanteckning.Roll.STAMMER_INTE
    assert finish(stad, gang) == "noterad"


@pytest.mark.parametrize("vad", ["beslut", "person"])
def test_what_the_person_says_of_a_decision_or_a_fact_is_noted(stad, arende, vad):
    kod = PERSON if vad == "person" else key_of("beslut", beslut_of(arende).pk)
    gang = begin(stad, arende, kod, "uppfattning")
    gangen.do(gang, "besluta", stad.gruppledare, "noteras")
    if vad == "person":
        assert "Den enskilde uppger: Elias går i sjuan." in arende.anteckningar.get().text
    else:
        assert Beslutsrattelse.objects.get().slag == "stammer_inte"


def test_a_refusal_changes_nothing_and_is_explained(stad, arende, anteckning):
    gang = begin(stad, arende, key_of("anteckning", anteckning.pk), "personuppgift")
    gangen.do(gang, "besluta", stad.gruppledare, "avslas")
    gangen.do(gang, "forklara", stad.handlaggare)
    assert gang.slut == "avslagen"
    assert not Journalanteckning.objects.filter(galler=anteckning).exists()


def test_the_month_of_the_person_runs_until_it_is_decided(stad, arende):
    gang = begin(stad, arende, PERSON, "personuppgift", uppgift="skola")
    frist = Frist.objects.get(kalla=gang.pk)
    assert (frist.slag, frist.stoppad) == ("rattelse_begard", None)
    gangen.do(gang, "besluta", stad.gruppledare, "avslas")
    frist.refresh_from_db()
    assert frist.utgang == Frist.Utgang.UPPFYLLD


@pytest.mark.parametrize(
    ("vad", "slag", "fel"),
    [("person", "skrivfel", "slag"), ("person", "personuppgift", "uppgift")],
)
def test_what_does_not_fit_is_said_at_its_question(stad, arende, vad, slag, fel):
    with pytest.raises(ValidationError) as fangat:
        begin(stad, arende, vad, slag, uppgift=None)
    assert set(fangat.value.message_dict) == {fel}


def test_whoever_described_the_fault_does_not_decide(stad, arende):
    gang = start_arbetsgang(arende=arende, flode="rattelse", actor=stad.gruppledare)
    gangen.do(gang, "begaran", stad.gruppledare, vad=PERSON, slag="uppfattning")
    gangen.do(gang, "hor", stad.handlaggare)
    with pytest.raises(PermissionDenied, match="Någon annan"):
        gangen.do(gang, "besluta", stad.gruppledare, "noteras")


def test_a_closed_case_is_corrected_too(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    gang = begin(stad, arende, key_of("beslut", beslut_of(arende).pk), "skrivfel")
    gangen.do(gang, "besluta", stad.gruppledare, "rattas")
    assert Beslutsrattelse.objects.count() == 1
    assert finish(stad, gang) == "rattad"


def test_a_fact_in_a_closed_case_is_corrected_too(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    gang = begin(stad, arende, PERSON, "personuppgift", uppgift="skola", ska_sta="Provskolan")
    gangen.do(gang, "besluta", stad.gruppledare, "rattas")
    assert Person.objects.get(akt=arende.akt).skola == "Provskolan"


def test_those_outside_begin_and_decide_nothing(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    frammande = make_anvandare(Roll.SOCIALSEKRETERARE)
    with pytest.raises(PermissionDenied, match="tillträde"):
        start_arbetsgang(arende=arende, flode="rattelse", actor=frammande)
    gang = begin(stad, arende, PERSON, "uppfattning")
    for vem in (stad.handlaggare, frammande, make_anvandare(Roll.GRUPPLEDARE)):
        with pytest.raises(PermissionDenied):
            gangen.do(gang, "besluta", vem, "noteras")


def test_a_grant_without_the_role_of_a_handlaggare_begins_nothing(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    registrator = make_anvandare(Roll.REGISTRATOR, enhet=stad.enhet)
    give_akt(registrator, arende.akt)
    with pytest.raises(PermissionDenied, match="handläggare"):
        start_arbetsgang(arende=arende, flode="rattelse", actor=registrator)
