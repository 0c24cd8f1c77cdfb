// What comes beside the WebAssembly of what is behind the door: its JavaScript and its sheets. The build puts the former
// where the app finds it (xtask/src/script.rs).
let tries = 0;
export async function bringBeside() {
  // Some browsers remember that a script did not arrive, and never ask for it again under its name.
  const script = new URL(tries ? `./inside.js?${tries}` : "./inside.js", import.meta.url);
  tries += 1;
  const sheets = [...document.querySelectorAll("link[data-sheet]:not([rel])")];
  [globalThis.kaitingInside] = await Promise.all([import(script), ...sheets.map(sheet)]);
}

// In the cascade, they stand between those that the page brings with it.
function sheet(place) {
  return new Promise((done, failed) => {
    const link = place.cloneNode();
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => {
      link.replaceWith(place);
      failed(new Error(`${place.href} did not arrive`));
    });
    link.rel = "stylesheet";
    place.replaceWith(link);
  });
}
