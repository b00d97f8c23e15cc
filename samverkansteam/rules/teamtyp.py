"""What may be said of a kind of team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SOCIALTJANSTEN = "socialtjanst"


def faults_in(innehall: Mapping[str, Any]) -> dict[str, str]:
    """What does not hold together, by field; empty when the kind may stand."""
    fel = {}
    if SOCIALTJANSTEN not in innehall["parter"]:
        fel["parter"] = "Socialtjänsten leder teamen och är alltid med."
    if both := set(innehall["parter"]) & set(innehall["parter_vid_behov"]):
        fel["parter_vid_behov"] = f"Står redan som alltid med: {len(both)} av parterna."
    if not innehall["motesintervall_dagar"]:
        fel["motesintervall_dagar"] = "Teamet träffas med någon dag emellan."
    if innehall.get("markeringens_dagar") and not innehall["kraver_jurist"]:
        fel["kraver_jurist"] = "Där personer riskmarkeras är en jurist alltid med."
    if (sist := innehall.get("giltig_till")) and sist < innehall["giltig_fran"]:
        fel["giltig_till"] = "Sista dagen kan inte ligga före den första."
    return fel
