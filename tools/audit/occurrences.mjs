/* Expands calendars with ical.js: one JSON line { about, ics, starts } per calendar comes in on stdin; where ical.js
   finds other occurrences than `starts` says ([local start, seconds since 1970 or "", cancelled]), that goes out. */
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const FIRST = "2024-01-01";
const LAST = "2033";
const MOST = 5000; // nothing here has as many occurrences in nine years

/** What a program shows of a calendar with one event, in local time and in UTC. */
function occurrences(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const parts = calendar.getAllSubcomponents("vevent");
  const exceptions = parts.filter((part) => part.hasProperty("recurrence-id"));
  const master = parts.find((part) => !part.hasProperty("recurrence-id"));
  const event = new ICAL.Event(master, { strictExceptions: true, exceptions });
  const shown = [];
  const add = (time, part) => {
    const local = time.toString();
    if (local < FIRST || local >= LAST) return;
    shown.push([local, time.isDate ? "" : String(time.toUnixTime()), part.getFirstPropertyValue("status") === "CANCELLED"]);
  };
  if (!event.isRecurring()) {
    add(event.startDate, master);
    return shown;
  }
  const days = event.iterator();
  for (let day = days.next(), count = 0; day && day.toString() < LAST && count < MOST; day = days.next(), count += 1) {
    const { startDate, item } = event.getOccurrenceDetails(day);
    add(startDate, item.component);
  }
  return shown.sort();
}

let count = 0;
let findings = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { about, ics, starts } = JSON.parse(line);
  let found;
  try {
    found = JSON.stringify(occurrences(ics));
  } catch (error) {
    found = String(error);
  }
  if (found !== JSON.stringify(starts.sort())) {
    findings += 1;
    if (findings <= 5) console.log(`${about}\nours:    ${JSON.stringify(starts)}\nical.js: ${found}`.slice(0, 3000));
  }
  count += starts.length;
}
console.log(count);
process.exitCode = findings ? 1 : 0;
