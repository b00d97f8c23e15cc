"""What can be done with accounts, duties and grants; one module for each kind of event."""

from access.actions.anvandare import create_anvandare, deactivate_anvandare
from access.actions.jav import close_akt_for_jav, match_jav
from access.actions.tilltraden import end_tilltraden, give_tilltrade
from access.actions.uppdrag import end_uppdrag, give_uppdrag

__all__ = [
    "close_akt_for_jav",
    "create_anvandare",
    "deactivate_anvandare",
    "end_tilltraden",
    "end_uppdrag",
    "give_tilltrade",
    "give_uppdrag",
    "match_jav",
]
