"""Operating logs as JSON lines that hold no personal data.

An exception is told as its type and the places in the code, never its message: a message may quote
what somebody wrote. Case data has its own log (`audit`), which this is not.
"""

import logging
import re
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from audit.context import begaran

CALENDAR_SECRET = re.compile(r"/kalender/[^/\s]+\.ics")


def with_request_id(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    if (current := begaran.get()) is not None:
        event["begaran"] = str(current.id)
    return event


def without_exception_message(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    exc_info = event.pop("exc_info", None)
    if isinstance(exc_info, tuple) and exc_info[0] is not None:
        event["undantag"] = exc_info[0].__qualname__
        event["plats"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(exc_info[2])
        ]
    return event


def without_secrets(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The address of a calendar link is all that it takes to fetch it."""
    event["event"] = CALENDAR_SECRET.sub("/kalender/….ics", str(event.get("event", "")))
    return event


def json_formatter(**_: Any) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="tid"),
            with_request_id,
            without_exception_message,
            without_secrets,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
