"""`export_bpmn`: flows as files, and where a case stands as a file that says nothing of whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from lxml import etree

from arenden.models import Steg
from audit.models import Logghandelse
from audit.verb import Verb
from insatser.bpmn.namnrymder import INS
from insatser.flows.register import FLODEN
from tests.bpmn.conftest import IDAG
from tests.insatser import vagen

pytestmark = pytest.mark.django_db

DOCS = Path(settings.BASE_DIR) / "docs" / "bpmn"
PERSONLIGT = ("Elias", "Provsson", "20120126", "201201262399", "Lind")


def export(*args: str, till: Path) -> list[str]:
    call_command("export_bpmn", *args, output=till)
    return sorted(fil.name for fil in till.iterdir())


def test_one_flow_is_written_in_its_newest_version(tmp_path):
    assert export("arendeflode", till=tmp_path) == ["arendeflode-v2.bpmn"]


def test_all_flows_are_written_in_every_version(tmp_path):
    alla = sorted(f"{kod}-v{version}.bpmn" for kod, version in FLODEN)
    assert export("--alla", till=tmp_path / "ny" / "mapp") == alla


def test_the_files_in_the_docs_are_the_flows_as_they_are(tmp_path):
    """After a change: manage.py export_bpmn --alla --dag 2026-11-21 --output docs/bpmn"""
    nya = export("--alla", f"--dag={IDAG.isoformat()}", till=tmp_path)
    assert sorted(fil.name for fil in DOCS.iterdir()) == nya
    for namn in nya:
        assert (DOCS / namn).read_bytes() == (tmp_path / namn).read_bytes(), namn


def test_an_unknown_flow_is_answered_with_those_there_are(tmp_path):
    with pytest.raises(CommandError, match="Det finns inget flöde «okand»") as fel:
        export("okand", till=tmp_path)
    assert "arendeflode" in str(fel.value)


def test_a_case_shows_where_it_stands_and_not_whose_it_is(stad, tmp_path):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    (namn,) = export("--arende", arende.arendenummer, till=tmp_path)
    text = (tmp_path / namn).read_text(encoding="utf-8")
    lagen = {
        shape.get("bpmnElement"): shape.get(f"{{{INS}}}lage")
        for shape in etree.fromstring(text.encode()).iter("{*}BPMNShape")
        if shape.get(f"{{{INS}}}lage")
    }
    assert lagen["forhandsbedomning"] == "klar"
    assert {steg for steg, lage in lagen.items() if lage == "oppen"} == {"utredning"}
    hemligt = (*PERSONLIGT, arende.arendenummer, str(arende.pk), str(arende.akt_id))
    assert not [ord_ for ord_ in hemligt if ord_ in namn + text]


def test_taking_out_a_case_is_logged_with_its_akt(stad, tmp_path):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    export("--arende", arende.arendenummer, till=tmp_path)
    rad = Logghandelse.objects.get(verb=Verb.ARENDE_EXPORT)
    assert (rad.akt_id, rad.objekt_id) == (arende.akt_id, str(arende.pk))


def test_a_case_that_is_not_there_leaves_no_file(tmp_path, db):
    with pytest.raises(CommandError, match="inget ärende med det numret"):
        export("--arende", "SN-2026-99999", till=tmp_path)
    assert not list(tmp_path.iterdir())
