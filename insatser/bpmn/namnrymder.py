"""The names of BPMN 2.0, and of what we say beside it."""

from __future__ import annotations

from xml.etree.ElementTree import register_namespace

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
FARG = "http://www.omg.org/spec/BPMN/non-normative/color/1.0"
BIOC = "http://bpmn.io/schema/bpmn/biocolor/1.0"
INS = "urn:insatser:bpmn:1"
"""Law, questions, outcomes and clocks of a step, in our own words."""

UTTRYCK = "urn:insatser:uttryck:1"
"""Conditions: names, ==, and, or, not and parentheses, as Python reads them."""

SAMARBETE, EGEN_POOL, EGNA_BANOR = "samarbete-1", "pool-1", "banor-1"
"""Ids of our own have a hyphen, which the name of a node never has."""

PREFIX = {
    "bpmn": BPMN,
    "bpmndi": BPMNDI,
    "dc": DC,
    "di": DI,
    "xsi": XSI,
    "color": FARG,
    "bioc": BIOC,
    "ins": INS,
}

for _prefix, _namn in PREFIX.items():
    register_namespace(_prefix, _namn)


def bpmn(namn: str) -> str:
    return f"{{{BPMN}}}{namn}"


def ins(namn: str) -> str:
    return f"{{{INS}}}{namn}"
