// Pictures of every place in every state: `cargo xtask pictures` puts them where one is told to look.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Backend, Browsers } from "./court.mjs";
import { Walk } from "./scenes.mjs";
import { SIZES, show } from "./views.mjs";

const folder = process.argv[2] ?? path.resolve(import.meta.dirname, "../../target/pictures");
const only = process.argv[3];
await mkdir(folder, { recursive: true });
const backend = await Backend.start();
const browsers = await Browsers.start();
let count = 0;
try {
  const walk = new Walk(backend, browsers, async (name, person) => {
    if (only && !name.includes(only)) return;
    for (const language of ["zh", "en"]) {
      for (const size of Object.keys(SIZES)) {
        for (const theme of ["light", "dark"]) {
          await show(person, { language, theme, size });
          await person.picture(path.join(folder, `${name}.${language}.${size}.${theme}.png`));
          count += 1;
        }
      }
    }
  });
  await walk.all();
} finally {
  await browsers.stop();
  await backend.stop();
}
console.log(`${count} pictures in ${folder}`);
