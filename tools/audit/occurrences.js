/* Expands calendars with ical.js, in a browser: { about, ics, starts } of each comes in; where ical.js finds other
   occurrences than `starts` says ([local start, seconds since 1970 or "", cancelled]), a sentence goes out. */
import ICAL from "./ical.js";

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

/** Where they differ, a sentence each. */
globalThis.differences = (calendars) =>
  calendars.flatMap(({ about, ics, starts }) => {
    let found;
    try {
      found = JSON.stringify(occurrences(ics));
    } catch (error) {
      found = String(error);
    }
    const ours = JSON.stringify(starts.sort());
    return found === ours ? [] : [`${about}\nours:    ${ours}\nical.js: ${found}`.slice(0, 3000)];
  });
