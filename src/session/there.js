// Whether the court can be reached just now. Several at a time: a browser keeps connections for later, and asks over those first
// that the old way has taken with it. And by connections of their own (which is what asking without credentials means to Chromium): a
// browser has six to one place, and those that are tried in vain while the court is away are tried ever more rarely, with all that is
// asked behind them.
export function courtIsThere() {
  const ask = () => fetch("/livez", { cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(500) });
  return Promise.any([ask(), ask(), ask()]).then((answer) => answer.ok, () => false);
}
