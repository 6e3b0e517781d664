/* Names of files come in on stdin, one on a line; findings go out as "file: sentence", exit 1 when there are any. */
import { readFileSync } from "node:fs";

/** @param {(text: string, report: (sentence: string) => void) => number | Promise<number>} examine
 *  gets one file's text and returns how many things it looked at; the sum is the last line on stdout. */
export async function overFiles(examine) {
  let seen = 0;
  let findings = 0;
  for (const name of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    const report = (sentence) => {
      findings += 1;
      console.log(`${name}: ${sentence}`);
    };
    try {
      seen += await examine(readFileSync(name, "utf8"), report);
    } catch (error) {
      report(`cannot be read: ${error.message}`);
    }
  }
  console.log(seen);
  process.exitCode = findings ? 1 : 0;
}
