// Whether a page speaks one language: none of the app's own words in the other one. What people have said, filed and are called
// stands as they gave it.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "../../src/text");
// Words for the record, which is kept in the court's language whoever reads the screen.
const OF_THE_RECORD = ["phrases.rs"];

const literals = readdirSync(folder)
  .filter((file) => file.endsWith(".rs") && !OF_THE_RECORD.includes(file))
  .flatMap((file) => readFileSync(path.join(folder, file), "utf8").split("#[cfg(test)]")[0].match(/"(?:[^"\\]|\\.)*"/gs) ?? [])
  .flatMap((literal) => literal.slice(1, -1).replaceAll(/\\\n\s*/g, "").split(/\{[^}]*\}/))
  .map((words) => words.trim());

const han = (words) => words.match(/\p{Script=Han}/gu)?.length ?? 0;
const OWN = {
  // So short that it may be part of a name, it is no sentence.
  zh: new Set(literals.filter((words) => han(words) >= 6)),
  en: new Set(literals.filter((words) => !han(words) && words.length >= 16 && words.split(" ").length >= 3)),
};

// Where the record stands, and what people wrote to one another.
const AS_GIVEN = "[data-reading], [data-editor], .replace-preview, .versions, #jump-list, .notice-text, .sent, .caption, .summons--notice";

// Runs in the page: all that is seen or named there, but for what says itself in which language it is.
function words(given) {
  const said = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const page = document.documentElement.lang;
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (one.checkVisibility() && !one.closest(given) && one.closest("[lang]").lang === page) said.push(walk.currentNode.data.trim());
  }
  for (const one of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
    if (one.checkVisibility()) said.push(one.ariaLabel, one.placeholder, one.title);
  }
  return said.filter(Boolean).join("\n");
}

export async function inAnotherTongue(person, language) {
  const said = await person.run(words, AS_GIVEN);
  const other = language === "en" ? OWN.zh : OWN.en;
  return [...other].filter((one) => said.includes(one)).map((one) => `“${one}” is not said in ${language}`);
}
