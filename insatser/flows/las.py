"""The lock of a stored flow. Every action has locked the ärende before, so nobody waits here."""

from viewflow.workflow.lock import SelectForUpdateLock

flow_lock = SelectForUpdateLock(nowait=True, attempts=1)
"""Viewflow's own tries five times and sleeps up to eleven seconds, in the web's thread."""
