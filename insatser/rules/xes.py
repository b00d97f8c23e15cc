"""An event log as XES (IEEE 1849-2016): each way through a flow is a trace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from insatser.rules.handelselogg import Rad, Spar

NAMNRYMD = "http://www.xes-standard.org/"
TILLAGG = [
    ("Concept", "concept"),
    ("Lifecycle", "lifecycle"),
    ("Organizational", "org"),
    ("Time", "time"),
]
GENOMFORT, OVERHOPPAT = "complete", "manualskip"


def write_xes(spar: Iterable[Spar], ut: BinaryIO) -> None:
    """Write the log, one trace after the other; the ärende that joins them is not told."""
    xml = XMLGenerator(ut, encoding="UTF-8", short_empty_elements=True)
    xml.startDocument()
    rot = {"xes.version": "1849.2016", "xes.features": "", "xmlns": NAMNRYMD}
    _start(xml, "log", **rot)
    for namn, prefix in TILLAGG:
        uri = f"{NAMNRYMD}{prefix}.xesext"
        _element(xml, "extension", name=namn, prefix=prefix, uri=uri)
    _globals(xml, "trace", [("string", "concept:name", "")])
    _globals(
        xml,
        "event",
        [
            ("string", "concept:name", ""),
            ("date", "time:timestamp", "1970-01-01T12:00:00+00:00"),
            ("string", "lifecycle:transition", GENOMFORT),
        ],
    )
    _element(xml, "classifier", name="Steg", keys="concept:name")
    for ett in spar:
        _trace(xml, ett)
    xml.endElement("log")
    xml.endDocument()


def _globals(xml: XMLGenerator, scope: str, attribut: list[tuple[str, str, str]]) -> None:
    _start(xml, "global", scope=scope)
    for slag, nyckel, varde in attribut:
        _element(xml, slag, key=nyckel, value=varde)
    xml.endElement("global")


def _trace(xml: XMLGenerator, spar: Spar) -> None:
    _start(xml, "trace")
    _element(xml, "string", key="concept:name", value=spar.id)
    _element(xml, "string", key="flode", value=spar.flode)
    _element(xml, "int", key="version", value=str(spar.version))
    for rad in spar.rader:
        _event(xml, rad)
    xml.endElement("trace")


def _event(xml: XMLGenerator, rad: Rad) -> None:
    _start(xml, "event")
    _element(xml, "string", key="concept:name", value=rad.titel)
    _element(xml, "date", key="time:timestamp", value=rad.nar.isoformat())
    gjort = OVERHOPPAT if rad.is_skipped else GENOMFORT
    _element(xml, "string", key="lifecycle:transition", value=gjort)
    _element(xml, "string", key="org:role", value=rad.roll)
    _element(xml, "string", key="org:group", value=rad.enhet)
    _element(xml, "string", key="steg", value=rad.steg)
    if rad.utfall:
        _element(xml, "string", key="utfall", value=rad.utfall)
    xml.endElement("event")


def _element(xml: XMLGenerator, namn: str, **attribut: str) -> None:
    _start(xml, namn, **attribut)
    xml.endElement(namn)


def _start(xml: XMLGenerator, namn: str, **attribut: str) -> None:
    xml.startElement(namn, AttributesImpl(attribut))
