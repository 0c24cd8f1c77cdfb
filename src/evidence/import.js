// What a page of its own needs of files: their text, whatever the spreadsheet wrote it in, and where they lay.

export async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

export const pathOf = (file) => file.webkitRelativePath || file.name;

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export function saveText(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
