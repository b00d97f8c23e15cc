"""How many different owners' keys may be opened within an hour."""

import threading
from collections import OrderedDict, defaultdict
from time import monotonic
from uuid import UUID

from encryption.errors import KeysRefused

HOUR = 3600.0


class Budget:
    """Counts distinct owners in a sliding hour: of each user, and of everybody together.

    The sum bounds whoever has taken over the asking process and names users at will. None is no
    bound; an opening on nobody's behalf counts in the sum only.
    """

    def __init__(self, per_user: int | None = None, total: int | None = None) -> None:
        self.per_user, self.total = per_user, total
        self._opened: defaultdict[UUID, OrderedDict[UUID, float]] = defaultdict(OrderedDict)
        self._sum: OrderedDict[UUID, float] = OrderedDict()
        self._lock = threading.Lock()

    def count(self, owner_id: UUID, user_id: UUID | None) -> None:
        """Count one opening. Raises KeysRefused, and then it is not counted."""
        now = monotonic()
        with self._lock:
            counted = []
            if self.per_user is not None and user_id is not None:
                counted.append((self._opened[user_id], self.per_user))
            if self.total is not None:
                counted.append((self._sum, self.total))
            for owners, limit in counted:
                _forget_old(owners, now)
                if owner_id not in owners and len(owners) >= limit:
                    raise KeysRefused
            for owners, _ in counted:
                owners[owner_id] = now
                owners.move_to_end(owner_id)


def _forget_old(owners: OrderedDict[UUID, float], now: float) -> None:
    while owners and now - next(iter(owners.values())) >= HOUR:
        owners.popitem(last=False)
