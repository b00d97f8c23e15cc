"""A strategic crime is a note with its base rate: it refuses much, and changes nothing."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from arenden.models import Arende, Steg
from insatser.dokument.helaakten.bedomning import assessments
from riskbedomning.actions import note_strategiskt_brott
from riskbedomning.actions.strategiskt_brott import withdraw_strategiskt_brott
from riskbedomning.models import Bedomning, StrategisktBrott
from riskbedomning.rules import strategiskt_brott as rules
from riskbedomning.views.strategiskt_brott import notering_of
from tests.attacks.test_kallkoden import ROOT, SOURCES

NOTERING = {
    "katalog": "bra_2021_5",
    "brottstyp": "rån",
    "lagforing": True,
    "forsta": True,
    "handling": "Attunda tingsrätt, B 1234-26",
    "lagford": date(2026, 10, 5),
    "alder": 15,
}
FORMULAR = {
    "brottstyp": "bra_2021_5/rån",
    "lagforing": "forsta",
    "handling": "Attunda tingsrätt, B 1234-26",
    "lagford": "2026-10-05",
    "alder": "15",
}


def note(arende, actor, **ersatt):
    return note_strategiskt_brott(arende=arende, actor=actor, **(NOTERING | ersatt))


def address(arende, name="strategiskt_brott"):
    return reverse(f"riskbedomning:{name}", args=[arende.pk])


@pytest.mark.parametrize(
    ("ersatt", "place", "reason"),
    [
        ({"alder": 14}, "alder", "under 15"),
        ({"alder": 18}, "alder", "15–17"),
        ({"lagforing": False}, "lagforing", "misstanke"),
        ({"forsta": False}, "lagforing", "första"),
        ({"handling": " "}, "handling", "domen"),
        ({"lagford": None}, "lagford", "dagen"),
        ({"lagford": timezone.localdate() + timedelta(days=2)}, "lagford", "inte varit"),
        ({"brottstyp": "misshandel"}, "brottstyp", "katalogen"),
        ({"katalog": "okand"}, "katalog", "katalog"),
        ({"alder": 16}, "alder", "15 år, enligt födelsedatumet"),
    ],
)
def test_what_may_not_be_noted(arende, asa, ersatt, place, reason):
    with pytest.raises(ValidationError) as refused:
        note(arende, asa, **ersatt)
    assert reason in " ".join(refused.value.message_dict[place])
    assert not StrategisktBrott.objects.exists()


def test_all_reasons_come_at_once(arende, asa):
    with pytest.raises(ValidationError) as refused:
        note(arende, asa, alder=13, lagforing=False, handling="")
    assert {"alder", "lagforing", "handling"} <= set(refused.value.message_dict)


def test_an_outsider_notes_nothing(arende, utomstaende):
    with pytest.raises(PermissionDenied):
        note(arende, utomstaende)


def test_a_note_changes_neither_the_case_nor_an_assessment(arende, asa, bedomning):
    note(arende, asa)
    bedomning.refresh_from_db()
    after = Arende.objects.get(pk=arende.pk)
    assert (after.steg, after.version) == (arende.steg, arende.version)
    assert (bedomning.version, bedomning.samlad, bedomning.svar.count()) == (1, "", 0)


def test_it_is_shown_with_its_base_rate(as_user, arende, asa):
    client = as_user(asa)
    response = client.post(address(arende), FORMULAR)
    assert (response.status_code, response.url) == (303, address(arende, "lista"))
    page = client.get(address(arende, "lista")).content.decode()
    assert "Attunda tingsrätt, B 1234-26" in page
    assert "82 procent gjorde det inte" in page


def test_a_refused_form_says_why_at_the_field(as_user, arende, asa):
    response = as_user(asa).post(address(arende), FORMULAR | {"alder": "14"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "id_alder_error" in page
    assert "under 15 år" in page
    assert "Attunda tingsrätt" in page


def test_it_disappears_from_view_when_the_case_is_closed(as_user, arende, asa):
    note(arende, asa)
    Arende.objects.filter(pk=arende.pk).update(steg=Steg.AVSLUTAT, avslutat=timezone.now())
    assert not StrategisktBrott.objects.shown().exists()
    page = as_user(asa).get(address(arende, "lista")).content.decode()
    assert "Attunda" not in page


def test_the_first_lagforing_is_one(arende, asa):
    note(arende, asa)
    with pytest.raises(ValidationError, match="redan noterad"):
        note(arende, asa, katalog="stad_2024")
    assert StrategisktBrott.objects.count() == 1


def test_taken_back_it_leaves_the_view_and_is_kept(as_user, arende, asa):
    notering = note(arende, asa)
    client = as_user(asa)
    url = address(arende, "strategiskt_brott").rstrip("/") + f"/{notering.pk}/aterkalla/"
    assert client.post(url, {"skal": "Det fanns en tidigare lagföring."}).status_code == 303
    notering.refresh_from_db()
    assert (notering.aterkallad_av, notering.handling) == (asa, NOTERING["handling"])
    assert "Attunda" not in client.get(address(arende, "lista")).content.decode()
    assert client.get(url).status_code == 404
    note(arende, asa)
    assert StrategisktBrott.objects.shown().count() == 1


def test_who_only_reads_takes_nothing_back(arende, asa, utomstaende):
    notering = note(arende, asa)
    with pytest.raises(PermissionDenied):
        withdraw_strategiskt_brott(notering=notering, skal="Fel.", actor=utomstaende)


EDITIONS = {
    ("stad_2024", "M"): "3db6355322a887ba",
    ("stad_2024", "K"): "48649bc4046fb67b",
    ("bra_2011", "M"): "6168d855e235eda9",
    ("bra_2011", "K"): "50f732d36cc00fd1",
    ("bra_2021_5", "M"): "a8b0e768644a44dd",
    ("bra_2021_5", "K"): "d8ea198ff65043a6",
}


def test_an_edition_that_notes_were_made_under_is_never_rewritten():
    """A catalogue that changes gets a last day, and a row of its own after it."""
    rader = json.loads(rules.KATALOGER.read_text(encoding="utf-8"))["rader"]
    said = ("namn", "brottstyper", "basfrekvens", "kalla", "giltig_fran")
    found = {}
    for rad in rader:
        written = json.dumps({falt: rad[falt] for falt in said}, ensure_ascii=False)
        digest = hashlib.sha256(written.encode()).hexdigest()[:16]
        found.setdefault((rad["kod"], rad["kon"]), digest)
    assert {key: found[key] for key in EDITIONS} == EDITIONS


def test_the_reader_gets_the_edition_that_the_note_was_made_under(arende, asa):
    idag = timezone.localdate()
    galler = rules.katalog_at("bra_2021_5", "M", idag)
    nasta = replace(galler, namn="En senare utgåva", giltig_fran=idag + timedelta(days=1))
    alla = (nasta, replace(galler, giltig_till=idag))
    assert rules.katalog_at("bra_2021_5", "M", idag + timedelta(days=1), alla) == nasta
    assert rules.katalog_at("bra_2021_5", "M", idag, alla).namn == galler.namn
    shown = notering_of(note(arende, asa))
    assert (shown["katalog"], shown["basfrekvens"]) == (galler.namn, galler.basfrekvens)


def test_three_catalogues_for_each_sex_and_none_for_an_unknown():
    for kon in "KM":
        koder = {katalog.kod for katalog in rules.kataloger(kon, timezone.localdate())}
        assert koder == {"stad_2024", "bra_2011", "bra_2021_5"}
    assert rules.kataloger("O", timezone.localdate()) == []


NAMED_IN = re.compile(r"StrategisktBrott|strategiskt_brott|strategiska_brott")
WAYS = ("flows", "fard", "krav", "tasks", "bpmn", "rules", "management")


def test_no_flow_condition_or_job_reads_it():
    for path in SOURCES:
        room, *inside = path.relative_to(ROOT).parts
        if any(part.removesuffix(".py") in WAYS for part in inside):
            own = path.name == "strategiskt_brott.py" and room == "riskbedomning"
            assert own or not NAMED_IN.search(path.read_text(encoding="utf-8")), path
    for path in (ROOT / "insatser").rglob("*.json"):
        assert not NAMED_IN.search(path.read_text(encoding="utf-8")), path


def test_outside_its_room_only_what_may_still_be_shown_is_read():
    """The extract of the person's own data holds everything kept, by law, and asks by name."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        room = path.relative_to(ROOT).parts[0]
        if room not in {"riskbedomning", "config"} and "StrategisktBrott.objects" in text:
            assert ".shown()" in text, path


def test_in_the_akt_on_paper_it_stands_with_its_base_rate_until_the_case_is_closed(arende, asa):
    note(arende, asa)
    on_paper = str(list(assessments(arende)))
    assert "Attunda tingsrätt" in on_paper
    assert "82 procent gjorde det inte" in on_paper
    Arende.objects.filter(pk=arende.pk).update(steg=Steg.AVSLUTAT, avslutat=timezone.now())
    assert list(assessments(arende)) == []


def test_no_list_of_persons_can_be_had_of_it(as_user, arende, asa):
    note(arende, asa)
    client = as_user(asa)
    for name in ("insatser:min_dag", "insatser:arendelista"):
        assert "lagföring" not in client.get(reverse(name)).content.decode()
    found = client.post(reverse("insatser:sok"), {"q": "rån"}).content.decode()
    assert arende.arendenummer not in found


def test_it_is_no_answer_and_no_factor(arende, asa, bedomning):
    before = Bedomning.objects.values().get()
    note(arende, asa)
    assert Bedomning.objects.values().get() == before
    names = {field.name for field in StrategisktBrott._meta.get_fields()}
    assert not names & {"faktor", "svar", "bedomning", "niva", "samlad", "insats"}
