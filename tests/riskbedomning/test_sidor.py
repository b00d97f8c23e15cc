"""The pages, over HTTP: who sees them, what they save, what they refuse, what they log."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arenden.models import Utkast
from audit.models import Logghandelse
from riskbedomning.actions import (
    Svarsuppgift,
    add_egensyn,
    complete_bedomning,
    save_samlad,
    save_svar,
    start_bedomning,
)
from riskbedomning.models import Bedomning, Faktorsvar
from tests.conftest import page_itself
from tests.riskbedomning.instrument import (
    EGNA_ORD,
    SAMLAD,
    SVAR,
    answer_all,
    make_instrumentversion,
)

HOSTILE = '<script>alert("å")</script> \u202e{{ 7|add:7 }} </textarea>'


def address(name, bedomning, *args):
    return reverse(f"riskbedomning:{name}", args=[bedomning.arende_id, bedomning.pk, *args])


def section(faktor, version=0, **varden):
    """What the browser posts for one factor."""
    posted = {f"{faktor.kod}-{falt}": value for falt, value in varden.items()}
    return posted | {f"{faktor.kod}-version": version}


def post_section(client, bedomning, data, niva="individuell"):
    return client.post(address("avsnitt", bedomning, niva), data)


def complete(bedomning, actor):
    answer_all(bedomning, actor=actor)
    row = save_samlad(bedomning=bedomning, version=1, actor=actor, **SAMLAD)
    complete_bedomning(bedomning=row, actor=actor)


@pytest.mark.parametrize("name", ["lista", "start", "strategiskt_brott", "bedomning", "samlad"])
def test_a_page_opens_for_its_handlaggare_only(as_user, bedomning, asa, utomstaende, name):
    pk = [bedomning.pk] if name in ("bedomning", "samlad") else []
    url = reverse(f"riskbedomning:{name}", args=[bedomning.arende_id, *pk])
    absent = reverse(f"riskbedomning:{name}", args=[uuid.uuid4(), *(uuid.uuid4() for _ in pk)])
    assert as_user(asa).get(url).status_code == 200
    foreign, missing = as_user(utomstaende).get(url), as_user(utomstaende).get(absent)
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert page_itself(foreign) == page_itself(missing)


def test_an_outsider_posts_into_nothing(as_user, bedomning, faktor, utomstaende):
    assert post_section(as_user(utomstaende), bedomning, section(faktor, **SVAR)).status_code == 404
    assert not Faktorsvar.objects.exists()


def test_the_assessment_of_another_case_is_absent(as_user, bedomning, asa, arende):
    url = reverse("riskbedomning:bedomning", args=[uuid.uuid4(), bedomning.pk])
    assert as_user(asa).get(url).status_code == 404


def test_starting_leads_to_the_assessment(as_user, arende, asa, version):
    url = reverse("riskbedomning:start", args=[arende.pk])
    response = as_user(asa).post(url, {"instrumentversion": version.pk})
    assert response.status_code == 303
    assert response.url == address("bedomning", Bedomning.objects.get())


def test_a_section_is_saved_and_counted(as_user, bedomning, faktor, asa):
    client = as_user(asa)
    response = post_section(client, bedomning, section(faktor, **SVAR))
    assert (response.status_code, response.url) == (
        303,
        f"{address('bedomning', bedomning)}#individuell",
    )
    page = client.get(address("bedomning", bedomning)).content.decode()
    assert "1 av 6 besvarade" in page
    assert "Samtal med skolan." in page


def test_reading_is_logged_with_what_was_opened(as_user, bedomning, faktor, asa):
    answer_all(bedomning, actor=asa)
    as_user(asa).get(address("bedomning", bedomning))
    entry = Logghandelse.objects.filter(verb="bedomning.read").latest("tid")
    assert (entry.akt_id, entry.aktor_id) == (bedomning.akt_id, asa.pk)
    assert b"riskbedomning.Faktorsvar.belagg" in bytes(entry.kropp)
    assert b"Samtal med skolan" not in bytes(entry.kropp)


def test_a_conflict_shows_both_texts_and_merges(as_user, bedomning, faktor, asa, bjorn):
    answer_all(bedomning, actor=asa)
    uppgift = Svarsuppgift(faktor, 1, {"belagg": "Björns text."})
    save_svar(bedomning=bedomning, uppgifter=[uppgift], actor=bjorn)
    client = as_user(asa)
    response = post_section(
        client, bedomning, section(faktor, 1, **(SVAR | {"belagg": "Åsas text.", "kritisk": ""}))
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Björn Ek" in page
    assert "Björns text." in page
    assert "Åsas text." in page
    falt = f"{faktor.kod}.belagg.2"
    merge = {"gor": "slaihop", f"mitt-{falt}": "Åsas text.", f"val-{falt}": "bada"}
    assert post_section(client, bedomning, merge).status_code == 303
    svar = Faktorsvar.objects.get(faktor=faktor)
    assert svar.belagg == "Björns text.\n\nÅsas text."


def test_mine_can_be_kept_as_a_draft(as_user, bedomning, faktor, asa):
    answer_all(bedomning, actor=asa)
    client = as_user(asa)
    falt = f"{faktor.kod}.belagg.1"
    post_section(client, bedomning, {"gor": "utkast", f"mitt-{falt}": "Min text."})
    assert Utkast.objects.get().innehall[f"{faktor.kod}-belagg"] == "Min text."
    assert "Min text." in client.get(address("bedomning", bedomning)).content.decode()
    assert Faktorsvar.objects.get(faktor=faktor).belagg == "Samtal med skolan."


def test_an_autosaved_draft_comes_back_until_it_is_saved(as_user, bedomning, faktor, asa):
    client = as_user(asa)
    draft = reverse(
        "arenden:utkast", args=[bedomning.arende_id, "bedomning-individuell", bedomning.pk]
    )
    data = section(faktor, svar="delvis", belagg="Halvskriven text", kritisk="on")
    assert client.post(draft, data).status_code == 204
    page = client.get(address("bedomning", bedomning)).content.decode()
    assert "Halvskriven text" in page
    assert "0 av 6 besvarade" in page
    assert post_section(client, bedomning, data).status_code == 303
    assert not Utkast.objects.exists()
    assert Faktorsvar.objects.get().kritisk == "ja"


def test_a_refused_section_keeps_what_was_typed(as_user, bedomning, faktor, asa):
    response = post_section(
        as_user(asa), bedomning, section(faktor, svar="kanske", belagg="Kvar i fältet")
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Fel: " in page
    assert "Kvar i fältet" in page
    assert f"id_{faktor.kod}-svar_error" in page
    assert not Faktorsvar.objects.exists()


def test_hostile_text_is_stored_as_written_and_shown_harmless(as_user, bedomning, faktor, asa):
    client = as_user(asa)
    post_section(client, bedomning, section(faktor, svar="finns", belagg=HOSTILE))
    assert Faktorsvar.objects.get().belagg == HOSTILE
    page = client.get(address("bedomning", bedomning)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "{{ 7|add:7 }}" in page


def test_completing_says_what_is_missing_and_where(as_user, bedomning, faktor, asa):
    response = as_user(asa).post(
        address("samlad", bedomning), SAMLAD | {"motiv": "", "version": 1, "gor": "slutfor"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "id_motiv_error" in page
    assert f'href="{address("bedomning", bedomning)}#faktor-{faktor.kod}"' in page
    assert SAMLAD["barnets_syn"] in page
    bedomning.refresh_from_db()
    assert (bedomning.status, bedomning.version) == ("utkast", 1)


def test_completing_locks_and_turns_the_page_to_reading(as_user, bedomning, faktor, asa):
    answer_all(bedomning, actor=asa)
    client = as_user(asa)
    data = SAMLAD | {"version": 1, "gor": "slutfor"}
    assert client.post(address("samlad", bedomning), data).status_code == 303
    page = client.get(address("bedomning", bedomning)).content.decode()
    assert SAMLAD["motiv"] in page
    assert "Visst stöd behövs" in page
    assert "<textarea" not in page
    assert post_section(client, bedomning, section(faktor, 1, svar="delvis")).status_code == 403
    assert client.get(address("samlad", bedomning)).status_code == 403


def test_a_stale_judgement_shows_both_texts(as_user, bedomning, asa):
    save_samlad(bedomning=bedomning, version=1, actor=asa, **SAMLAD)
    response = as_user(asa).post(
        address("samlad", bedomning), SAMLAD | {"motiv": "Min andra flik.", "version": 1}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert SAMLAD["motiv"] in page
    assert "Min andra flik." in page


def test_the_comparison_shows_each_answer_then_and_now(as_user, bedomning, arende, asa, version):
    complete(bedomning, asa)
    ny = start_bedomning(arende=arende, instrumentversion=version, actor=asa)
    answer_all(ny, actor=asa, svar="finns_inte")
    client = as_user(asa)
    client.post(
        address("avsnitt", ny, "individuell"),
        section(
            version.faktorer.first(), 1, riktning="battre", riktning_varfor="Tryggare kvällar."
        ),
    )
    page = client.get(address("jamforelse", ny)).content.decode()
    assert "Bättre" in page
    assert "Tryggare kvällar." in page
    assert page.count('class="dold">: ') == version.faktorer.count() - 1, (
        "the others are not chosen"
    )
    assert client.get(address("jamforelse", bedomning)).status_code == 404


def own(queries):
    """The statements of a request in operation; here they run inside the test's own transaction."""
    tests_own = ("SAVEPOINT", "set_config('role', 'insatser_arbetare'")
    return [q["sql"] for q in queries if not any(word in q["sql"] for word in tests_own)]


def test_queries_are_few_and_constant_in_the_number_of_factors(as_user, arende, asa, bjorn):
    counts = []
    for person, par in ((asa, 1), (bjorn, 8)):
        version = make_instrumentversion(par=par)
        bedomning = start_bedomning(arende=arende, instrumentversion=version, actor=person)
        answer_all(bedomning, actor=person)
        for faktor in version.faktorer.all():
            add_egensyn(
                bedomning=bedomning,
                dag=timezone.localdate(),
                actor=person,
                **(EGNA_ORD | {"faktor": faktor}),
            )
        client = as_user(person)
        pages = [address(namn, bedomning) for namn in ("bedomning", "samlad", "egna_ord")]
        client.get(pages[0])
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            counts.append(len(own(queries)))
    assert counts[:3] == counts[3:]
    assert counts[0] <= 18
    assert counts[1] <= 24
    assert counts[2] <= 12
