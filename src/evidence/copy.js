// Puts a text on the clipboard; rejects where the browser or the person says no.
export async function copyText(text) {
  await navigator.clipboard.writeText(text);
}
