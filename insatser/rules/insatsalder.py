"""Insatser that the law itself ends at an age; other age groups are whom a form is meant for."""

from __future__ import annotations

from datetime import date

from arenden.rules.alder import has_reached

UPPHOR = {"sarskild_kontaktperson": (21, "SoL 13:7")}
"""By kind of insats: the age from which it may not be given, and where the law says so."""


def hinder_for_alder(insatstyp: str, fodd: date | None, startdatum: date) -> list[str]:
    """Why an insats may not begin on a day, by age; an unknown age hinders nothing."""
    if insatstyp not in UPPHOR:
        return []
    alder, lagrum = UPPHOR[insatstyp]
    if not has_reached(fodd, alder, startdatum):
        return []
    return [f"Insatsen kan bara ges till den som inte har fyllt {alder} år ({lagrum})."]
