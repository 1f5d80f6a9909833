"""How often one caller may ask one replica."""

import threading
import time

MOST_CALLERS = 10_000


class RateLimit:
    """A bucket for each caller, which fills as time goes by."""

    def __init__(self, per_minute: int, clock=time.monotonic):
        self._size, self._rate, self._clock = per_minute, per_minute / 60, clock
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def seconds_to_wait(self, caller: str) -> float:
        """0 if the caller may ask now, which is then counted."""
        with self._lock:
            now = self._clock()
            if caller not in self._buckets and len(self._buckets) >= MOST_CALLERS:
                # The one that did not ask for longest has a full bucket first.
                del self._buckets[min(self._buckets, key=lambda each: self._buckets[each][1])]
            tokens, since = self._buckets.get(caller, (self._size, now))
            tokens = min(self._size, tokens + (now - since) * self._rate)
            if tokens < 1:
                self._buckets[caller] = (tokens, now)
                return (1 - tokens) / self._rate
            self._buckets[caller] = (tokens - 1, now)
            return 0
