"""Our BPMN files before others' eyes: the standard's schemas, bpmn-moddle, bpmnlint."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import SpiffWorkflow
from django.test import override_settings
from lxml import etree

from insatser.bpmn.fil import bpmn_file
from insatser.bpmn.namnrymder import BPMN, BPMNDI, DC, INS
from insatser.flows.register import FLODEN
from tests.bpmn import verktyg
from tests.bpmn.exempel import GRAF, RAM

XSD = Path(SpiffWorkflow.__file__).parent / "bpmn" / "parser" / "schema" / "BPMN20.xsd"
NS = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "ins": INS}
NAMN = ["exempel", *(f"{kod}-v{version}" for kod, version in FLODEN)]


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(XSD))


@pytest.fixture(scope="session")
def domar(filer) -> dict[str, dict[str, list[str]]]:
    """What bpmn-moddle and bpmnlint say, by name of file."""
    svar = verktyg.check(list(filer.values()))
    return {namn: svar[str(fil)] for namn, fil in filer.items()}


@pytest.fixture
def exempel() -> etree._Element:
    return etree.fromstring(bpmn_file(GRAF, RAM))


@pytest.mark.parametrize("namn", NAMN)
def test_a_file_follows_the_schemas_of_the_standard(filer, schema, namn):
    schema.assertValid(etree.parse(filer[namn]))


@pytest.mark.parametrize("namn", NAMN)
def test_bpmn_moddle_reads_it_without_a_warning(domar, namn):
    assert domar[namn]["warnings"] == []


@pytest.mark.parametrize("namn", NAMN)
def test_bpmnlint_finds_nothing(domar, namn):
    assert domar[namn]["findings"] == []


def test_the_rules_are_really_asked(filer, tmp_path):
    trasig = tmp_path / "trasig.bpmn"
    text = filer["exempel"].read_text(encoding="utf-8")
    trasig.write_text(text.replace('name="Avslutad som planerat"', ""), encoding="utf-8")
    (dom,) = verktyg.check([trasig]).values()
    assert dom["findings"] == ["label-required: klart: Element is missing label/name"]


def test_the_lock_file_names_no_registry():
    las = (verktyg.HAR / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in las
    assert all("integrity" in ett for namn, ett in json.loads(las)["packages"].items() if namn)


@pytest.mark.parametrize("namn", NAMN)
def test_everything_has_its_place_in_the_picture(filer, namn):
    rot = etree.parse(filer[namn])
    ritade = set(rot.xpath("//@bpmnElement"))
    process = "//bpmn:process/*[not(self::bpmn:laneSet or self::bpmn:documentation"
    saker = rot.xpath(f"{process} or self::bpmn:extensionElements)]/@id", namespaces=NS)
    saker += rot.xpath("//bpmn:lane/@id | //bpmn:participant/@id", namespaces=NS)
    saker += rot.xpath("//bpmn:messageFlow/@id", namespaces=NS)
    assert set(saker) < ritade
    assert ritade - set(saker) == {"samarbete-1"}


@pytest.mark.parametrize("namn", NAMN)
def test_every_number_is_whole_and_plain(filer, namn):
    tal = etree.parse(filer[namn]).xpath("//dc:Bounds/@*", namespaces=NS)
    assert tal
    assert all(ett.isdecimal() for ett in tal)


def test_numbers_are_the_same_whatever_language_the_system_speaks():
    with override_settings(USE_THOUSAND_SEPARATOR=True, LANGUAGE_CODE="sv"):
        fil = bpmn_file(GRAF, RAM)
    assert fil == bpmn_file(GRAF, RAM)
    bredder = etree.fromstring(fil).xpath("//dc:Bounds/@width", namespaces=NS)
    assert max(map(int, bredder)) > 999


def test_shapes_do_not_lie_on_each_other(filer):
    """Steps, choices and events; a timer stands on the edge of its step."""
    for namn, fil in filer.items():
        rutor = _shapes(etree.parse(fil))
        for ett, (x, y, w, h) in rutor.items():
            for annat, (ax, ay, aw, ah) in rutor.items():
                frid = x + w <= ax or ax + aw <= x or y + h <= ay or ay + ah <= y
                assert ett == annat or frid, (namn, ett, annat)


def _shapes(rot: etree._ElementTree) -> dict[str, tuple[int, ...]]:
    noder = "|".join(
        f"//bpmn:{slag}/@id"
        for slag in ("userTask", "startEvent", "endEvent", "exclusiveGateway", "parallelGateway")
    )
    shapes = {}
    for id_ in rot.xpath(noder, namespaces=NS):
        (bounds,) = rot.xpath(f"//*[@bpmnElement='{id_}']/dc:Bounds", namespaces=NS)
        shapes[id_] = tuple(int(bounds.get(matt)) for matt in ("x", "y", "width", "height"))
    return shapes


def test_two_outcomes_that_lead_to_the_same_place_are_one_way(exempel):
    (uttryck,) = exempel.xpath(
        "//bpmn:sequenceFlow[@name='Ja eller Delvis']/bpmn:conditionExpression/text()",
        namespaces=NS,
    )
    assert uttryck == 'besluta == "ja" or besluta == "delvis"'


def test_a_way_that_is_tried_later_says_that_the_earlier_ones_are_not_open(filer):
    """Another engine tries the ways from above in the picture, and would choose otherwise."""
    texter = etree.parse(filer["arendeflode-v2"]).xpath(
        "//bpmn:sequenceFlow[@sourceRef='vad_beslutades']/bpmn:conditionExpression/text()",
        namespaces=NS,
    )
    assert texter == [
        "aterlamnas_for_nytt_forslag",
        "not (aterlamnas_for_nytt_forslag) and insats",
        "not (aterlamnas_for_nytt_forslag or insats) and placering",
        "not (aterlamnas_for_nytt_forslag or insats or placering) and barnet_foljs_upp",
    ]


def test_a_step_tells_its_law_questions_outcomes_and_clock(exempel):
    (steg,) = exempel.xpath("//bpmn:userTask[@id='anmalan']", namespaces=NS)
    text = steg.findtext("bpmn:documentation", namespaces=NS)
    assert "Skolan har sett att barnet är borta." in text
    assert "Lag: SoL 19:1." in text
    assert "Frist: Start. Inom 14 dagar. Räknas från då steget öppnades." in text
    egna = steg.find(".//ins:steg", NS)
    assert egna.get("vem") == "Mottagningen"
    assert [u.get("kod") for u in egna.findall("ins:utfall", NS)] == ["ingar", "inte", "oklart"]
    assert [f.get("fraga") for f in egna.findall("ins:falt", NS)] == [
        "Hur länge har barnet varit borta?",
        "Vad tror skolan?",
    ]
    assert egna.find("ins:frist", NS).get("varaktighet") == "P14D"


def test_a_clock_warns_and_does_not_interrupt(exempel):
    frister = exempel.xpath("//bpmn:boundaryEvent", namespaces=NS)
    assert {f.get("attachedToRef"): f.get("cancelActivity") for f in frister} == {
        "anmalan": "false",
        "besluta": "false",
    }
    assert exempel.xpath("//bpmn:timeDuration/text()", namespaces=NS) == ["P14D"]
    assert exempel.xpath("//bpmn:timeDate/text()", namespaces=NS) == ["sista_dag_bestamd_dag"]


def test_the_parties_are_pools_of_their_own_that_messages_go_to(exempel):
    budskap = exempel.xpath("//bpmn:messageFlow", namespaces=NS)
    assert {(b.get("sourceRef"), b.get("targetRef")) for b in budskap} == {
        ("pool-kommunal_skola", "anmalan"),
        ("parterna", "pool-polis"),
        ("parterna", "pool-kommunal_skola"),
    }


def test_states_of_a_case_are_colours_and_nothing_else():
    utan = bpmn_file(GRAF, RAM)
    med = bpmn_file(GRAF, RAM, lagen={"anmalan": "klar", "barnet": "oppen"})
    rot = etree.fromstring(med)
    assert rot.xpath("//*[@ins:lage]/@bpmnElement", namespaces=NS) == ["anmalan", "barnet"]
    for shape in rot.iter(f"{{{BPMNDI}}}BPMNShape"):
        for namn in [namn for namn in shape.attrib if namn.startswith("{")]:
            del shape.attrib[namn]
    assert _canonical(rot) == _canonical(etree.fromstring(utan))


def _canonical(rot: etree._Element) -> bytes:
    return etree.tostring(rot, method="c14n", exclusive=True)
