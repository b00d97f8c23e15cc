"""Evidence: linked or in words, sealed, taken out again; and whose words stand beside ours."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from arenden.actions.journal import sign_anteckning, write_anteckning
from audit.models import Logghandelse
from riskbedomning.actions import (
    add_egensyn,
    add_partsbidrag,
    add_scenario,
    change_scenario,
    complete_bedomning,
    remove_rad,
    save_samlad,
)
from riskbedomning.kallor import kallor_for
from riskbedomning.models import Bedomning, Belagg, EgenSyn, Faktor, Partsbidrag, Scenario
from tests.riskbedomning.instrument import (
    BIDRAG,
    EGNA_ORD,
    SAMLAD,
    SCENARIO,
    SVAR,
    answer_all,
    support,
)

IDAG = timezone.localdate


def address(name, bedomning, *args):
    return reverse(f"riskbedomning:{name}", args=[bedomning.arende_id, bedomning.pk, *args])


def signed_note(arende, actor, slag="mote"):
    anteckning = write_anteckning(
        arende=arende,
        slag=slag,
        nar=timezone.now(),
        narvarande="Kurator",
        text="Vi talade om närvaron.",
        actor=actor,
    )
    sign_anteckning(anteckning=anteckning, version=anteckning.version, actor=actor)
    return anteckning


def test_words_are_evidence_sealed_and_logged(bedomning, faktor, asa):
    belagg = support(bedomning, faktor, actor=asa)
    stored = Belagg.objects.get()
    assert (stored.slag, stored.kalla) == (Belagg.Slag.PARTSUPPGIFT, "Skolans kurator")
    entry = Logghandelse.objects.get(verb="belagg.add")
    assert entry.objekt_id == str(belagg.pk)
    assert "kurator" not in bytes(entry.kropp).decode(errors="replace")


def test_a_signed_note_of_a_meeting_is_a_source_with_its_own_day(bedomning, arende, faktor, asa):
    anteckning = signed_note(arende, asa)
    belagg = support(bedomning, faktor, actor=asa, nyckel=f"anteckning:{anteckning.pk}", dag=None)
    assert (belagg.slag, belagg.anteckning_id) == (Belagg.Slag.MOTE, anteckning.pk)
    assert belagg.dag == IDAG()


def test_an_unsigned_note_and_somebody_elses_are_no_sources(bedomning, arende, faktor, asa):
    write_anteckning(
        arende=arende, slag="samtal", nar=timezone.now(), narvarande="", text="Utkast.", actor=asa
    )
    assert kallor_for(bedomning, asa) == []
    with pytest.raises(ValidationError, match="finns inte längre"):
        support(bedomning, faktor, actor=asa, nyckel=f"anteckning:{uuid.uuid4()}")
    assert not Belagg.objects.exists()


@pytest.mark.parametrize(
    ("ersatt", "place"),
    [
        ({"sagt_av": " "}, "sagt_av"),
        ({"dag": None}, "dag"),
        ({"dag": timezone.localdate() + timedelta(days=2)}, "dag"),
    ],
)
def test_evidence_says_who_and_when(bedomning, faktor, asa, ersatt, place):
    with pytest.raises(ValidationError) as refused:
        support(bedomning, faktor, actor=asa, **ersatt)
    assert set(refused.value.message_dict) == {place}


def test_an_outsider_adds_nothing(bedomning, faktor, utomstaende):
    with pytest.raises(PermissionDenied):
        support(bedomning, faktor, actor=utomstaende)
    with pytest.raises(PermissionDenied):
        add_egensyn(bedomning=bedomning, dag=IDAG(), actor=utomstaende, **EGNA_ORD)
    with pytest.raises(PermissionDenied):
        add_partsbidrag(bedomning=bedomning, dag=IDAG(), actor=utomstaende, **BIDRAG)
    with pytest.raises(PermissionDenied):
        add_scenario(bedomning=bedomning, actor=utomstaende, **SCENARIO)


def test_what_is_taken_out_leaves_its_history(bedomning, faktor, asa):
    belagg = support(bedomning, faktor, actor=asa)
    remove_rad(rad=belagg, actor=asa)
    assert not Belagg.objects.exists()
    assert Belagg.historik.filter(id=belagg.pk, history_type="-").exists()


def test_a_colleagues_row_is_taken_out_by_them_or_the_assessor(bedomning, faktor, asa, bjorn):
    asas, bjorns = (support(bedomning, faktor, actor=person) for person in (asa, bjorn))
    with pytest.raises(PermissionDenied, match="Åsa Öberg"):
        remove_rad(rad=asas, actor=bjorn)
    remove_rad(rad=bjorns, actor=asa)
    assert list(Belagg.objects.all()) == [asas]


def test_what_is_there_without_evidence_is_not_complete(bedomning, faktor, asa):
    answer_all(bedomning, actor=asa)
    Belagg.objects.filter(faktor=faktor).delete()
    row = save_samlad(bedomning=bedomning, version=1, actor=asa, **SAMLAD)
    with pytest.raises(ValidationError) as refused:
        complete_bedomning(bedomning=row, actor=asa)
    assert refused.value.message_dict == {
        faktor.kod: [f"{faktor.rubrik}: lägg till minst ett belägg."]
    }


def test_the_childs_own_words_on_a_level_are_a_view(bedomning, asa):
    answer_all(bedomning, actor=asa, svar="finns_inte")
    row = save_samlad(bedomning=bedomning, version=1, actor=asa, **(SAMLAD | {"barnets_syn": ""}))
    with pytest.raises(ValidationError, match="barnets egen syn"):
        complete_bedomning(bedomning=row, actor=asa)
    add_egensyn(bedomning=row, dag=IDAG(), actor=asa, **(EGNA_ORD | {"vem": "vardnadshavare"}))
    with pytest.raises(ValidationError, match="barnets egen syn"):
        complete_bedomning(bedomning=row, actor=asa)
    add_egensyn(bedomning=row, dag=IDAG(), actor=asa, **EGNA_ORD)
    assert complete_bedomning(bedomning=row, actor=asa).is_fardig


def test_why_the_childs_view_is_missing_is_enough(bedomning, asa):
    answer_all(bedomning, actor=asa, svar="finns_inte")
    samlad = SAMLAD | {"barnets_syn": "", "barnets_syn_saknas": "Har inte velat träffa oss."}
    row = save_samlad(bedomning=bedomning, version=1, actor=asa, **samlad)
    assert complete_bedomning(bedomning=row, actor=asa).is_fardig


def test_words_on_a_factor_belong_to_its_level(bedomning, faktor, asa):
    syn = add_egensyn(
        bedomning=bedomning,
        dag=IDAG(),
        actor=asa,
        **(EGNA_ORD | {"niva": "", "faktor": faktor}),
    )
    assert syn.niva == faktor.niva


def test_a_partys_words_change_no_answer_and_are_taken_in_by_a_link(bedomning, faktor, asa):
    bidrag = add_partsbidrag(bedomning=bedomning, dag=IDAG(), actor=asa, **BIDRAG)
    assert not bedomning.svar.exists()
    belagg = support(bedomning, faktor, actor=asa, nyckel=f"bidrag:{bidrag.pk}", dag=None)
    assert belagg.bidrag_id == bidrag.pk
    with pytest.raises(ValidationError, match="bygger på bidraget"):
        remove_rad(rad=bidrag, actor=asa)
    remove_rad(rad=belagg, actor=asa)
    remove_rad(rad=bidrag, actor=asa)
    assert not Partsbidrag.objects.exists()


def test_two_people_put_theirs_beside_each_other(as_user, bedomning, faktor, asa, bjorn):
    """Interleaved over HTTP: nothing that one of them adds is lost to the other."""
    idag = IDAG().isoformat()
    for person, text in ((asa, "Åsas första"), (bjorn, "Björns"), (asa, "Åsas andra")):
        client = as_user(person)
        page = client.get(address("belagg", bedomning, faktor.kod))
        assert page.status_code == 200
        sent = {"nyckel": "", "sagt_av": "Mamma", "dag": idag, "text": text}
        assert client.post(address("belagg", bedomning, faktor.kod), sent).status_code == 303
        ord_ = {"vem": "barnet", "galler": "niva:social", "satt": "samtal", "dag": idag}
        assert client.post(address("egna_ord", bedomning), ord_ | {"text": text}).status_code == 303
    assert [rad.text for rad in Belagg.objects.all()] == ["Åsas första", "Björns", "Åsas andra"]
    assert EgenSyn.objects.count() == 3
    page = as_user(bjorn).get(address("bedomning", bedomning)).content.decode()
    assert page.count("Åsas första") == 2


def test_two_who_change_one_scenario_are_shown_both_texts(as_user, bedomning, asa, bjorn):
    scenario = add_scenario(bedomning=bedomning, actor=asa, **SCENARIO)
    change_scenario(
        scenario=scenario, version=1, actor=bjorn, **(SCENARIO | {"vad": "Björns ord."})
    )
    client = as_user(asa)
    url = address("scenario", bedomning, scenario.pk)
    response = client.post(url, SCENARIO | {"vad": "Åsas ord.", "version": 1})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Björns ord." in page
    assert "Åsas ord." in page
    assert Scenario.objects.get().vad == "Björns ord."


def test_evidence_is_added_and_removed_without_javascript(as_user, bedomning, faktor, asa):
    client = as_user(asa)
    sent = {f"{faktor.kod}-{falt}": varde for falt, varde in SVAR.items()}
    response = client.post(
        address("avsnitt", bedomning, "individuell"),
        sent | {f"{faktor.kod}-version": 0, "gor": f"belagg:{faktor.kod}"},
    )
    url = address("belagg", bedomning, faktor.kod)
    assert (response.status_code, response.url) == (303, url)
    assert bedomning.svar.get().svar == "finns", "what was typed is saved on the way"
    refused = client.post(url, {"nyckel": "", "sagt_av": "", "text": "Kvar i fältet"})
    assert refused.status_code == 422
    assert "Kvar i fältet" in refused.content.decode()
    support(bedomning, faktor, actor=asa)
    belagg = Belagg.objects.get()
    assert client.post(url, {"gor": "ta-bort", "rad": "inget"}).status_code == 404
    assert client.post(url, {"gor": "ta-bort", "rad": belagg.pk}).status_code == 303
    assert not Belagg.objects.exists()


def test_a_completed_assessment_takes_nothing_more(as_user, bedomning, faktor, asa):
    support(bedomning, faktor, actor=asa)
    Bedomning.objects.filter(pk=bedomning.pk).update(status="fardig", fardig_at=timezone.now())
    client = as_user(asa)
    for namn, args in (("belagg", [faktor.kod]), ("egna_ord", []), ("scenarier", [])):
        assert client.get(address(namn, bedomning, *args)).status_code == 403
    with pytest.raises(PermissionDenied, match="låst"):
        remove_rad(rad=Belagg.objects.get(), actor=asa)


def test_a_partys_layer_is_shown_as_theirs_with_their_secrecy(as_user, bedomning, asa):
    client = as_user(asa)
    sent = {
        "part": "Polisen",
        "partslag": "polis",
        "lamnad_av": "Områdespolisen",
        "satt": "mote",
        "dag": IDAG().isoformat(),
        "galler": "",
        "text": "Ny misstanke.",
        "sekretess": "OSL 35:1",
    }
    assert client.post(address("parter", bedomning), sent).status_code == 303
    page = client.get(address("bedomning", bedomning)).content.decode()
    assert "Ny misstanke." in page
    assert "Partens egen sekretess: OSL 35:1" in page
    no_part = client.post(address("parter", bedomning), sent | {"part": ""})
    assert no_part.status_code == 422
    assert "id_part_error" in no_part.content.decode()


def test_an_instrument_of_another_assessment_is_refused(bedomning, asa, version):
    annan = Faktor.objects.exclude(instrumentversion=version).first()
    with pytest.raises(ValidationError, match="hör inte till"):
        support(bedomning, annan, actor=asa)
