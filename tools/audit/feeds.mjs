/* Reads RSS and Atom with rss-parser: each item must have what a reader shows and tells items apart by. */
import Parser from "rss-parser";
import { overFiles } from "./lines.mjs";

const parser = new Parser();

await overFiles(async (text, report) => {
  const feed = await parser.parseString(text);
  for (const name of ["title", "link"]) {
    if (!feed[name]) report(`the feed has no ${name}`);
  }
  const known = new Set();
  for (const item of feed.items) {
    const id = item.guid ?? item.id;
    const about = (sentence) => report(`${id ?? item.title ?? "an item"}: ${sentence}`);
    if (!id) about("no guid or id");
    else if (known.has(id)) about("the same id twice");
    known.add(id);
    for (const name of ["title", "link"]) {
      if (!item[name]) about(`no ${name}`);
    }
    if (!item.isoDate || Number.isNaN(Date.parse(item.isoDate))) about(`the date cannot be read: ${item.pubDate}`);
  }
  return feed.items.length;
});
