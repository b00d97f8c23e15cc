"""Statutory clocks: started by events, stopped by what fulfils them, changed by decisions."""

from arenden.actions.frister.beslut import extend_frist, move_ankare, rest_frist, resume_frist
from arenden.actions.frister.forlopp import chain_of, forlopp_of, slag_of
from arenden.actions.frister.gang import (
    YTTRANDE,
    complete_yttrande,
    copy_nearest,
    start_frist,
    stop_all,
    stop_frist,
)
from arenden.actions.frister.vy import as_view

__all__ = [
    "YTTRANDE",
    "as_view",
    "chain_of",
    "complete_yttrande",
    "copy_nearest",
    "extend_frist",
    "forlopp_of",
    "move_ankare",
    "rest_frist",
    "resume_frist",
    "slag_of",
    "start_frist",
    "stop_all",
    "stop_frist",
]
