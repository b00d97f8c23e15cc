"""Times as iCalendar (RFC 5545, 7986): ärendenummer and kind, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from insatser.rules.kalender import STOCKHOLM, Post

PRODID = "-//Insatser//Kalender//SV"
HAMTAS = "PT1H"
"""How often a program is asked to look."""
FORE, EFTER = timedelta(days=400), timedelta(days=800)
"""The time for which the file explains the zone: more than the times in it ever span."""


def to_ical(poster: Sequence[Post], *, salt: str, stampel: datetime) -> bytes:
    """A calendar file. `salt` keeps the ids of two links apart, and from the rows they came from.

    A protected person is never in it, whoever asks.
    """
    kalender = Calendar()
    kalender.add("prodid", PRODID)
    kalender.add("version", "2.0")
    kalender.add("x-wr-calname", "Insatser")
    kalender.add("x-published-ttl", HAMTAS)
    for post in shown(poster):
        kalender.add_component(_event(post, salt, stampel))
    idag = stampel.date()
    kalender.add_missing_timezones(idag - FORE, idag + EFTER)
    fil: bytes = kalender.to_ical()
    return fil


def shown(poster: Sequence[Post]) -> list[Post]:
    return [post for post in poster if not post.skyddad]


def etag(poster: Sequence[Post], *, salt: str) -> str:
    """The same as long as the times are; weak, as each file has a stamp of its own."""
    rader = sorted(f"{_uid(p, salt)}|{_summary(p)}|{p.nar}|{p.minuter}" for p in shown(poster))
    avtryck = hashlib.sha256("\n".join(rader).encode()).hexdigest()
    return f'W/"{avtryck[:32]}"'


def _event(post: Post, salt: str, stampel: datetime) -> Event:
    event = Event()
    event.add("uid", _uid(post, salt))
    event.add("dtstamp", stampel)
    event.add("summary", _summary(post))
    event.add("class", "PRIVATE")
    if isinstance(post.nar, datetime):
        borjan = post.nar.astimezone(STOCKHOLM)
        event.add("dtstart", borjan)
        event.add("dtend", borjan + timedelta(minutes=post.minuter or 60))
    else:
        event.add("dtstart", post.nar)
        event.add("dtend", post.nar + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event


def _summary(post: Post) -> str:
    return f"{post.arendenummer} {post.slag}".strip()


def _uid(post: Post, salt: str) -> str:
    avtryck = hashlib.sha256(f"{salt}{post.slag.name}{post.id}".encode()).hexdigest()
    return f"{avtryck[:32]}@insatser"
