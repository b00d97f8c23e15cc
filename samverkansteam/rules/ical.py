"""A meeting as iCalendar (RFC 5545): that there is one, and when. Nothing about whom or where."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event

PRODID = "-//Insatser//Mote//SV"
RUBRIK = "Samverkansmöte"
FORE, EFTER = timedelta(days=400), timedelta(days=800)
"""The time for which the file explains the zone: more than the time in it ever spans."""


def mote_to_ical(
    mote_id: UUID, borjar: datetime, *, minuter: int, is_installt: bool, stampel: datetime
) -> bytes:
    """A file with one event. Its id is the same each time, so that a calendar renews what it has.

    `borjar` carries the zone that it is shown in.
    """
    event = Event()
    event.add("uid", f"{hashlib.sha256(mote_id.bytes).hexdigest()[:32]}@insatser")
    event.add("dtstamp", stampel)
    event.add("sequence", int(stampel.timestamp()) // 60)
    event.add("summary", RUBRIK)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if is_installt else "CONFIRMED")
    event.add("dtstart", borjar)
    event.add("dtend", borjar + timedelta(minutes=minuter))
    kalender = Calendar()
    kalender.add("prodid", PRODID)
    kalender.add("version", "2.0")
    kalender.add("method", "CANCEL" if is_installt else "PUBLISH")
    kalender.add_component(event)
    kalender.add_missing_timezones(stampel.date() - FORE, stampel.date() + EFTER)
    fil: bytes = kalender.to_ical()
    return fil
