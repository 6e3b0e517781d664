/* Asks caniemail of each mail what Gmail, Outlook and Apple Mail do not know; what is known below may be missing there. */
import { caniemail } from "caniemail";
import { overFiles } from "./lines.mjs";

const CLIENTS = ["gmail.*", "outlook.*", "apple-mail.*"];
/** What some programs lack, and why the mail is right without it. */
const WITHOUT = new Map([
  ["<style> element", "every element has its style; only dark and narrow are lost"],
  ["@media", "one column fits everywhere; without it the mail is light, or the program darkens it"],
  ["display:none", "the preheader then stands on top as a line of one pixel"],
  ["overflow", "only for the preheader"],
  ["max-height property", "only for the preheader"],
  ["color-scheme meta tag", "the mail is right in the light; a program that darkens does so by itself"],
  ["role attribute", "the tables are then announced as tables"],
  ["<body> element", "the program's own ground shows around the mail; the sheet has its own"],
]);

await overFiles((html, report) => {
  const { issues } = caniemail({ clients: CLIENTS, html });
  const lacking = new Map();
  for (const [client, found] of issues.errors) {
    for (const { title } of found) lacking.set(title, [...(lacking.get(title) ?? []), client]);
  }
  for (const [title, clients] of lacking) {
    if (!WITHOUT.has(title)) report(`${title} is not known to ${clients.join(", ")}`);
  }
  return CLIENTS.length;
});
