// Runs before the first paint: the language, the light and the type size that this reader chose, and what the page shows
// until the app runs. As `ui/preferences.rs` and `session/entry.rs` read them.
{
  const root = document.documentElement;
  const kept = (where, name) => {
    try {
      return JSON.parse(where().getItem(name));
    } catch {
      return null;
    }
  };
  const own = (name) => kept(() => localStorage, `kaiting.${name}`);
  const asked = location.search;
  const spoken = () => (navigator.languages ?? []).map((tag) => tag.split("-")[0].toLowerCase()).find((tag) => tag === "zh" || tag === "en");
  const english = asked.includes("lang=en") || (!asked.includes("lang=zh") && (own("language") ?? spoken()) === "en");
  const theme = own("theme");
  const dark = asked.includes("theme=dark") || (!asked.includes("theme=light") && (theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches));
  root.lang = english ? "en" : "zh-CN";
  root.dataset.theme = dark ? "dark" : "light";
  if (own("elder") === "1") root.dataset.elder = "";
  root.dataset.front = location.hash.startsWith("#seat=") ? "link" : kept(() => sessionStorage, "kaiting.pass") ? "pass" : "code";
  // A script that does not arrive, or that this browser cannot run, is said: never a page that stays as it is.
  const failed = ({ target }) => {
    if (target === window || target instanceof HTMLScriptElement) root.dataset.front = "failed";
  };
  addEventListener("error", failed, true);
  addEventListener("click", ({ target }) => {
    if (target.closest?.('[data-act="reload"]')) location.reload();
  });
}
