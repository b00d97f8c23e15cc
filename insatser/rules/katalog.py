"""What a row of the catalogue may say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from insatser.rules.insatsalder import ALLTID_BEHOVSPROVADE, PLACERINGAR, Form


def faults_in(kod: str, innehall: Mapping[str, Any]) -> dict[str, str]:
    """What the law does not let the catalogue say, by field; empty when the row may stand."""
    fel = {}
    if kod in PLACERINGAR:
        fel["kod"] = "En placering hör inte till katalogen: den beslutas för sig (SoL 21:1)."
    if kod in ALLTID_BEHOVSPROVADE and innehall["provning"] != Form.BEHOVSPROVAD:
        fel["provning"] = "Insatsen ges alltid efter behovsprövning (SoL 11:5)."
    fran, till = innehall.get("alder_fran"), innehall.get("alder_till")
    if fran is not None and till is not None and till < fran:
        fel["alder_till"] = "Den högsta åldern kan inte vara lägre än den lägsta."
    if (sist := innehall.get("giltig_till")) and sist < innehall["giltig_fran"]:
        fel["giltig_till"] = "Sista dagen kan inte ligga före den första."
    return fel
