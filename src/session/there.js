// Whether the court can be reached just now. Several at a time: a browser keeps connections for later, and asks over those first
// that the old way has taken with it.
export function courtIsThere() {
  const ask = () => fetch("/livez", { cache: "no-store", signal: AbortSignal.timeout(500) });
  return Promise.any([ask(), ask(), ask()]).then((answer) => answer.ok, () => false);
}
