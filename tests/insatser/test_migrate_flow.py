"""Running cases move to another version of their flow and back; what cannot be moved says why."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from viewflow.workflow.models import Task

from arenden.models import Arende, Steg
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.flows import fard
from insatser.flows.arendeflode import ArendeflodeV2
from insatser.flows.arendeflode_v1 import ArendeflodeV1
from insatser.flows.check import disagreements
from insatser.flows.definition import definition_hash
from insatser.models import Arbetsgang, Flodesflytt
from tests.insatser import gangen, provgang, vagen

pytestmark = pytest.mark.django_db
SKAL = "Nya föreskrifter."


@pytest.fixture
def plan(tmp_path):
    def write(**andrat):
        data = {"flode": "arendeflode", "fran": 1, "till": 2, "noder": {}, "skal": SKAL} | andrat
        fil = tmp_path / "plan.json"
        fil.write_text(json.dumps(data), "utf-8")
        return str(fil)

    return write


@pytest.fixture
def v1(monkeypatch):
    monkeypatch.setattr(fard, "GALLANDE", ArendeflodeV1)


def at_v1(stad, steg: Steg) -> Arende:
    """A case of the first version, which knows no step of telling those concerned."""
    arende = vagen.receive(stad)
    vagen.protect(stad, arende)
    if steg == Steg.FORHANDSBEDOMNING:
        return vagen.fresh(arende)
    vagen.open_(stad, arende)
    vagen.assign(stad, arende)
    if steg == Steg.BESLUT:
        vagen.investigate(stad, arende)
        vagen.propose(stad, arende)
    arende = vagen.fresh(arende)
    assert arende.steg == steg
    return arende


def run(capsys, *argument) -> str:
    call_command("migrate_flow", *argument)
    return capsys.readouterr().out


def omgang_in(text: str) -> UUID:
    return UUID(text.split("Omgång ")[1].split(":", maxsplit=1)[0])


def link_of(arende):
    return arende.processer.get()


def test_a_case_moves_to_where_its_facts_put_it_in_the_other_version(stad, v1, plan, capsys):
    arende = at_v1(stad, Steg.UTREDNING)
    till = run(capsys, plan(noder={"utredning": "underrattelse"}))
    arende = vagen.fresh(arende)
    assert "utredning → underrattelse" in till
    assert arende.steg == Steg.UNDERRATTELSE
    link = link_of(arende)
    assert (link.flodesversion, link.definition) == (2, definition_hash(ArendeflodeV2))
    assert list(disagreements(arende)) == []
    flytt = Flodesflytt.objects.get()
    assert (flytt.fran, flytt.till, flytt.skal) == (1, 2, SKAL)
    assert (flytt.fran_steg, flytt.till_steg) == ("utredning", "underrattelse")


def test_and_back_to_where_it_was(stad, v1, plan, capsys):
    arende = at_v1(stad, Steg.UTREDNING)
    fil = plan(noder={"utredning": "underrattelse"})
    omgang = omgang_in(run(capsys, fil))
    run(capsys, fil, "--tillbaka", str(omgang))
    arende = vagen.fresh(arende)
    assert (arende.steg, link_of(arende).flodesversion) == (Steg.UTREDNING, 1)
    assert list(disagreements(arende)) == []
    assert Flodesflytt.objects.get().tillbaka is not None
    assert "0 av 0" in run(capsys, fil, "--tillbaka", str(omgang))


def test_it_goes_on_in_the_version_that_it_was_moved_to(stad, v1, plan, capsys):
    arende = at_v1(stad, Steg.FORHANDSBEDOMNING)
    run(capsys, plan())
    vagen.open_(stad, arende)
    arende = vagen.fresh(arende)
    assert arende.steg == Steg.UNDERRATTELSE
    assert list(disagreements(arende)) == []


def test_a_dry_run_says_the_same_and_changes_nothing(stad, v1, plan, capsys):
    arende = at_v1(stad, Steg.UTREDNING)
    fore = list(Task.objects.order_by("pk").values())
    text = run(capsys, plan(noder={"utredning": "underrattelse"}), "--dry-run")
    assert "utredning → underrattelse" in text
    assert "1 av 1 skulle flyttas" in text
    assert list(Task.objects.order_by("pk").values()) == fore
    assert link_of(arende).flodesversion == 1
    assert not Flodesflytt.objects.exists()


def test_a_case_that_has_passed_what_changed_stays(stad, v1, plan, capsys):
    """The proposal rests on another paragraph in the second version."""
    arende = at_v1(stad, Steg.BESLUT)
    text = run(capsys, plan())
    assert "Det gjorda steget «Förslag till beslut» är ett annat i version 2." in text
    assert link_of(arende).flodesversion == 1


def test_a_plan_that_the_facts_do_not_bear_out_moves_nothing(stad, v1, plan, capsys):
    arende = at_v1(stad, Steg.UTREDNING)
    text = run(capsys, plan())
    assert "Fakta ställer ärendet i underrattelse, planen säger utredning." in text
    assert link_of(arende).flodesversion == 1


@pytest.mark.parametrize(
    ("andrat", "fel"),
    [
        ({"till": 9}, "inget flöde"),
        ({"till": 1}, "desamma"),
        ({"noder": {"hittepå": "utredning"}}, "inget steg som heter hittepå"),
        ({"noder": {"utredning": "beslut", "plan": "beslut"}}, "Två steg blir till ett"),
        ({"skal": " "}, "skälet"),
        ({"fran": "ett"}, "Planen är JSON"),
    ],
)
def test_a_plan_that_is_none_says_what_is_wrong(plan, andrat, fel):
    with pytest.raises(CommandError, match=fel):
        call_command("migrate_flow", plan(**andrat))


@pytest.fixture
def gang(stad, provgang_v2) -> Arbetsgang:
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    team = provgang.parties(stad, arende, antal=3)
    return start_arbetsgang(
        arende=arende, flode=provgang.PROVGANG, amne_id=team.pk, actor=stad.handlaggare
    )


GANGPLAN = {"flode": provgang.PROVGANG, "noder": {"vanster": "at_sidan"}}


def test_an_arbetsgang_moves_with_its_open_parties_and_joins_there(stad, gang, plan, capsys):
    gangen.do(gang, "forst", stad.handlaggare)
    gangen.do(gang, "hoger", stad.handlaggare)
    fil = plan(**GANGPLAN)
    omgang = omgang_in(run(capsys, fil))
    gang.refresh_from_db()
    assert gang.flodesversion == 2
    assert sorted(gangen.open_steps(gang)) == ["at_sidan", "hoger", "hoger"]
    gangen.do(gang, "hoger", stad.handlaggare)
    run(capsys, fil, "--tillbaka", str(omgang))
    gang.refresh_from_db()
    assert gang.flodesversion == 1
    assert sorted(gangen.open_steps(gang)) == ["hoger", "vanster"]
    gangen.do(gang, "hoger", stad.handlaggare)
    gangen.do(gang, "vanster", stad.handlaggare)
    assert gangen.open_steps(gang) == ["sist"]
    assert gangen.place_of(gang).oppna == {"sist"}


def test_an_open_step_without_a_counterpart_stays(stad, gang, plan, capsys):
    gangen.do(gang, "forst", stad.handlaggare)
    text = run(capsys, plan(**GANGPLAN | {"noder": {}}))
    assert "Det öppna steget vanster har ingen motsvarighet i version 2." in text
    gang.refresh_from_db()
    assert gang.flodesversion == 1


def test_what_was_done_and_is_gone_stays(stad, gang, plan, capsys):
    gangen.do(gang, "forst", stad.handlaggare)
    gangen.do(gang, "vanster", stad.handlaggare)
    text = run(capsys, plan(**GANGPLAN))
    assert "Det gjorda steget «Vänster» finns inte i version 2." in text
