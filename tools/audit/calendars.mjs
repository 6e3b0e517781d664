/* Reads calendars with ical.js, as Thunderbird does: RFC 5545, and whether their own time zone tells the right hour. */
import ICAL from "ical.js";
import { overFiles } from "./lines.mjs";

const DATES = ["dtstart", "dtend", "recurrence-id", "exdate", "rdate"];

/** Seconds east of UTC in a zone at an instant (milliseconds), by the system's own table. */
function systemOffset(tzid, instant) {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: tzid, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
    hour: "numeric", minute: "numeric", second: "numeric",
  });
  const p = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return (Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) - instant) / 1000;
}

function checkDate(property, zones, report) {
  const tzid = property.getParameter("tzid");
  for (const value of property.getValues()) {
    if (!(value instanceof ICAL.Time) || value.isDate) continue;
    const shown = `${property.name.toUpperCase()} ${value.toString()}`;
    if (!tzid) {
      if (value.zone !== ICAL.Timezone.utcTimezone) report(`${shown} has no zone: add TZID`);
      continue;
    }
    const zone = zones.get(tzid);
    if (!zone) {
      report(`${shown}: TZID ${tzid} has no VTIMEZONE in this file`);
      continue;
    }
    const offset = zone.utcOffset(value);
    const instant = Date.UTC(value.year, value.month - 1, value.day, value.hour, value.minute, value.second) - offset * 1000;
    if (systemOffset(tzid, instant) !== offset) {
      report(`${shown}: the VTIMEZONE of ${tzid} says ${offset / 3600} hours from UTC, the world says ${systemOffset(tzid, instant) / 3600}`);
    }
  }
}

await overFiles((text, report) => {
  if (/(^|[^\r])\n/.test(text)) report("lines must end in CRLF (RFC 5545, 3.1)");
  const long = text.split("\r\n").findIndex((line) => Buffer.byteLength(line) > 75);
  if (long >= 0) report(`line ${long + 1} has more than 75 octets: fold it (RFC 5545, 3.1)`);

  const calendar = new ICAL.Component(ICAL.parse(text));
  if (calendar.name !== "vcalendar") report("holds no single VCALENDAR");
  for (const name of ["version", "prodid"]) {
    if (!calendar.getFirstPropertyValue(name)) report(`${name.toUpperCase()} is missing`);
  }
  const zones = new Map(calendar.getAllSubcomponents("vtimezone").map((component) => {
    const tzid = component.getFirstPropertyValue("tzid");
    return [tzid, new ICAL.Timezone({ component, tzid })];
  }));

  const known = new Set();
  const events = calendar.getAllSubcomponents("vevent");
  for (const event of events) {
    const uid = event.getFirstPropertyValue("uid");
    const about = (sentence) => report(`${uid ?? "an event"}: ${sentence}`);
    for (const name of ["uid", "dtstamp", "dtstart", "summary"]) {
      if (!event.getFirstPropertyValue(name)) about(`${name.toUpperCase()} is missing`);
    }
    const key = `${uid} ${event.getFirstPropertyValue("recurrence-id") ?? ""}`;
    if (known.has(key)) about("the same UID (and RECURRENCE-ID) twice");
    known.add(key);
    for (const property of DATES.flatMap((name) => event.getAllProperties(name))) checkDate(property, zones, about);
  }
  return events.length;
});
