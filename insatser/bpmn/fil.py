"""A flow as a BPMN 2.0 file: what it is, who does what, when, by what law – and how it looks.

The file is whole and executable: every step is a user task, every choice an expression over the
outcomes of steps («bedom_malgruppen == "ingar"», a name that stands for nothing until the step is
done), and a step with a clock has a timer that warns and does not interrupt: after a duration, or
at `sista_dag_…` where something else than the step starts the clock. A step that every invited
party has a part in is a multi-instance task, `antal_parter` times side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from insatser.bpmn.innehall import Budskap, Innehall, Klocka, Ram, innehall_of
from insatser.bpmn.modell import Del, Modell, Pil
from insatser.bpmn.namnrymder import EGEN_POOL, EGNA_BANOR, SAMARBETE, UTTRYCK, XSI, bpmn, ins
from insatser.bpmn.teckning import Teckning
from insatser.rules.falt import Falt
from insatser.rules.graf import Graf, Nod

PARTER = "antal_parter"


def bpmn_file(graf: Graf, ram: Ram, *, lagen: Mapping[str, str] | None = None) -> bytes:
    """The file. `lagen`: where a case stands, as «klar» or «oppen» by step; colours the picture."""
    innehall = innehall_of(graf, ram)
    rot = _definitions(graf, ram)
    _collaboration(rot, graf, ram, innehall)
    _process(rot, graf, ram, innehall)
    Teckning(rot, innehall, lagen or {}).draw()
    indent(rot)
    return bytes(tostring(rot, encoding="utf-8", xml_declaration=True)) + b"\n"


def _definitions(graf: Graf, ram: Ram) -> Element:
    return Element(
        bpmn("definitions"),
        {
            "id": f"definitioner-{graf.kod}",
            "name": graf.namn,
            "targetNamespace": f"urn:insatser:flode:{graf.kod}:{graf.version}",
            "expressionLanguage": UTTRYCK,
            "exporter": "export_bpmn",
            "exporterVersion": ram.program,
        },
    )


def _collaboration(rot: Element, graf: Graf, ram: Ram, innehall: Innehall) -> None:
    for ett in innehall.budskap:
        SubElement(
            rot,
            bpmn("message"),
            {"id": f"innehall-{ett.id}", "name": _message(ett, graf, ram)},
        )
    if innehall.klockor:
        SubElement(
            rot,
            bpmn("escalation"),
            {"id": "fristen-ute", "name": "Fristen är ute", "escalationCode": "fristen-ute"},
        )
    samarbete = SubElement(rot, bpmn("collaboration"), {"id": SAMARBETE})
    SubElement(
        samarbete,
        bpmn("participant"),
        {"id": EGEN_POOL, "name": ram.huvudman, "processRef": process_id(graf)},
    )
    for org in innehall.organisationer:
        egna = {"id": f"pool-{org}", "name": _organisation(org, ram)}
        SubElement(samarbete, bpmn("participant"), egna)
    for ett in innehall.budskap:
        fran, till = ett.steg, f"pool-{ett.organisation}"
        if ett.is_fran:
            fran, till = till, fran
        SubElement(
            samarbete,
            bpmn("messageFlow"),
            {
                "id": ett.id,
                "sourceRef": fran,
                "targetRef": till,
                "messageRef": f"innehall-{ett.id}",
            },
        )


def process_id(graf: Graf) -> str:
    return f"{graf.kod}-v{graf.version}"


def _message(ett: Budskap, graf: Graf, ram: Ram) -> str:
    riktning = "Svar från" if ett.is_fran else "Till"
    org = _organisation(ett.organisation, ram)
    return f"{riktning} {org}: {graf.noder[ett.steg].titel}"


def _organisation(slag: str, ram: Ram) -> str:
    return ram.organisationer.get(slag, slag)


def _process(rot: Element, graf: Graf, ram: Ram, innehall: Innehall) -> None:
    process = SubElement(
        rot,
        bpmn("process"),
        {"id": process_id(graf), "name": graf.namn, "isExecutable": "true"},
    )
    _documentation(process, graf.beskrivning, _law(graf.lagrum))
    SubElement(
        SubElement(process, bpmn("extensionElements")),
        ins("flode"),
        {
            "kod": graf.kod,
            "version": str(graf.version),
            "definition": ram.definition,
            "lagrum": graf.lagrum,
        },
    )
    _lanes(process, innehall)
    for del_ in innehall.modell.delar.values():
        _part(process, del_, innehall.modell, ram)
        if del_.namn in innehall.klockor:
            _timer(process, del_.namn, ram.klockor[del_.namn])
    for pil in innehall.modell.pilar:
        _way(process, pil)


def _lanes(process: Element, innehall: Innehall) -> None:
    alla = SubElement(process, bpmn("laneSet"), {"id": EGNA_BANOR})
    for nummer, bana in enumerate(innehall.modell.banor, start=1):
        lane = SubElement(alla, bpmn("lane"), {"id": f"bana-{nummer}", "name": bana})
        for del_ in innehall.modell.delar.values():
            if del_.bana == bana:
                SubElement(lane, bpmn("flowNodeRef")).text = del_.namn
                if del_.namn in innehall.klockor:
                    SubElement(lane, bpmn("flowNodeRef")).text = f"frist-{del_.namn}"
                    SubElement(lane, bpmn("flowNodeRef")).text = f"varning-{del_.namn}"


ELEMENT = {
    "borjan": "startEvent",
    "steg": "userTask",
    "partssteg": "userTask",
    "vagval": "exclusiveGateway",
    "mote": "exclusiveGateway",
    "dela": "parallelGateway",
    "samla": "parallelGateway",
    "slut": "endEvent",
}


def _part(process: Element, del_: Del, modell: Modell, ram: Ram) -> None:
    egenskaper = {"id": del_.namn} | ({"name": del_.titel} if del_.titel else {})
    ut = modell.ways_from(del_.namn)
    if annars := next((pil for pil in ut if pil.is_annars), None):
        egenskaper["default"] = annars.id
    element = SubElement(process, bpmn(ELEMENT[del_.slag]), egenskaper)
    if del_.nod is not None and del_.nod.is_steg:
        _step(element, del_.nod, ram.klockor.get(del_.namn))
    for pil in modell.pilar:
        if pil.till == del_.namn:
            SubElement(element, bpmn("incoming")).text = pil.id
    for pil in ut:
        SubElement(element, bpmn("outgoing")).text = pil.id
    if del_.slag == "partssteg":
        flera = SubElement(element, bpmn("multiInstanceLoopCharacteristics"))
        _expression(flera, "loopCardinality", PARTER)


def _step(element: Element, nod: Nod, klocka: Klocka | None) -> None:
    """The law and reasons of a step in words, and its questions, outcomes and clock as data."""
    _documentation(
        element,
        nod.varfor,
        _law(nod.lagrum),
        f"Frist: {klocka.namn}. {klocka.regel} Räknas från {klocka.fran_vad}." if klocka else "",
        "Steget får hoppas över med skäl." if nod.far_hoppas else "",
        "Görs av någon annan än den som gjorde det steg som prövas." if nod.annan_an else "",
    )
    steg = SubElement(
        SubElement(element, bpmn("extensionElements")),
        ins("steg"),
        _given(vem=nod.vem, regel=nod.may, lagrum=nod.lagrum, annanAn=nod.annan_an)
        | ({"farHoppas": "true"} if nod.far_hoppas else {}),
    )
    for kod, text in nod.utfall:
        SubElement(steg, ins("utfall"), {"kod": kod}).text = text
    for falt in nod.falt:
        _question(steg, falt)
    for krav in nod.krav:
        SubElement(steg, ins("krav"), {"namn": krav})
    if klocka:
        egna = _given(
            slag=klocka.slag,
            varaktighet=klocka.varaktighet,
            fran=klocka.fran_vad,
            lagrum=klocka.lagrum,
        )
        SubElement(steg, ins("frist"), egna).text = klocka.regel


def _question(steg: Element, falt: Falt) -> None:
    fraga = SubElement(
        steg,
        ins("falt"),
        {
            "namn": falt.namn,
            "slag": falt.slag,
            "kravs": str(falt.kravs).lower(),
            "fraga": falt.fraga,
        },
    )
    for kod, text in falt.val:
        SubElement(fraga, ins("val"), {"kod": kod}).text = text


def _timer(process: Element, steg: str, klocka: Klocka) -> None:
    """When the clock of a step is out it is told; the step goes on."""
    vag = f"vag-frist-{steg}"
    frist = SubElement(
        process,
        bpmn("boundaryEvent"),
        {
            "id": f"frist-{steg}",
            "name": klocka.namn,
            "attachedToRef": steg,
            "cancelActivity": "false",
        },
    )
    hur_lang = klocka.varaktighet or "En dag som bestäms i varje ärende"
    _documentation(frist, f"{hur_lang}, räknat från {klocka.fran_vad}.")
    SubElement(frist, bpmn("outgoing")).text = vag
    timer = SubElement(frist, bpmn("timerEventDefinition"), {"id": f"klocka-{steg}"})
    if klocka.is_fran_oppnat and klocka.varaktighet:
        _expression(timer, "timeDuration", klocka.varaktighet)
    else:
        _expression(timer, "timeDate", klocka.sista_dag)
    varning = SubElement(
        process, bpmn("endEvent"), {"id": f"varning-{steg}", "name": "Fristen är ute: visas"}
    )
    SubElement(varning, bpmn("incoming")).text = vag
    SubElement(
        varning,
        bpmn("escalationEventDefinition"),
        {"id": f"eskalering-{steg}", "escalationRef": "fristen-ute"},
    )
    SubElement(
        process,
        bpmn("sequenceFlow"),
        {"id": vag, "sourceRef": f"frist-{steg}", "targetRef": f"varning-{steg}"},
    )


def _way(process: Element, pil: Pil) -> None:
    egenskaper = _given(id=pil.id, name=pil.text, sourceRef=pil.fran, targetRef=pil.till)
    vag = SubElement(process, bpmn("sequenceFlow"), egenskaper)
    if pil.uttryck and not pil.is_annars:
        _expression(vag, "conditionExpression", pil.uttryck)


def _expression(parent: Element, namn: str, text: str) -> None:
    egenskaper = {f"{{{XSI}}}type": "bpmn:tFormalExpression"}
    SubElement(parent, bpmn(namn), egenskaper).text = text


def _law(lagrum: str) -> str:
    return f"Lag: {lagrum}." if lagrum else ""


def _documentation(element: Element, *stycken: str) -> None:
    if text := "\n".join(filter(None, stycken)):
        SubElement(element, bpmn("documentation")).text = text


def _given(**egenskaper: str) -> dict[str, str]:
    return {namn: text for namn, text in egenskaper.items() if text}
