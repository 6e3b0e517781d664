"""The one place that reads the clock: a setting and the environment go in, the build day comes out."""

import os
import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from wijksites.words import translate


class ClockError(Exception):
    """The build day that was asked for cannot be read."""


def build_day(setting: str | None, zone: ZoneInfo) -> date:
    """The day the site is built for, in the city's zone: BUILD_DAY, else SOURCE_DATE_EPOCH, else today.

    Raises ClockError for a day that does not exist. SOURCE_DATE_EPOCH: seconds since 1970 in UTC,
    https://reproducible-builds.org/specs/source-date-epoch/
    """
    if setting:
        try:
            return date.fromisoformat(setting)
        except ValueError:
            raise ClockError(
                translate(
                    "BUILD_DAY: ‘{value}’ is not a day. Write for example: BUILD_DAY=2026-12-01",
                    value=setting,
                )
            ) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone).date()
        except (ValueError, OverflowError, OSError):
            raise ClockError(
                translate("SOURCE_DATE_EPOCH: ‘{value}’ is not a number of seconds.", value=epoch)
            ) from None
    return datetime.now(zone).date()


def seconds() -> float:
    """A steady count of seconds, for telling how long a build took; it says nothing about the hour."""
    return time.monotonic()


def nanoseconds() -> int:
    """The clock of the file system, for telling whether a file was changed while we looked at it."""
    return time.time_ns()
