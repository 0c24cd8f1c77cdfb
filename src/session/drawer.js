// What must outlive a closed tab, kept in IndexedDB and sealed with a key that no script can read out.
const opened = new Promise((done, failed) => {
  const request = indexedDB.open("kaiting", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("kept");
    request.result.createObjectStore("keys");
  };
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

function answer(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

async function store(name, mode) {
  return (await opened).transaction(name, mode, { durability: "strict" }).objectStore(name);
}

const sealing = (async () => {
  const known = await answer((await store("keys", "readonly")).get("seal"));
  if (known) return known;
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const keys = await store("keys", "readwrite");
  // Another tab may have made one meanwhile: the first one stands.
  const first = await answer(keys.get("seal"));
  if (first) return first;
  await answer(keys.put(key, "seal"));
  return key;
})();

// Sealing takes a moment, and what is dropped late must not be kept again by an earlier order.
let last = Promise.resolve();
function inOrder(work) {
  last = last.then(work, work);
  return last;
}

export function keep(name, text) {
  return inOrder(async () => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await sealing, new TextEncoder().encode(text));
    await answer((await store("kept", "readwrite")).put({ iv, sealed }, name));
  });
}

export function drop(name) {
  return inOrder(async () => {
    await answer((await store("kept", "readwrite")).delete(name));
  });
}

// Everything whose name begins with `prefix`, in the order of the names: [[name, text], …].
export async function kept(prefix) {
  const range = IDBKeyRange.bound(prefix, prefix + "\uffff");
  const kept = await store("kept", "readonly");
  const [names, values] = await Promise.all([answer(kept.getAllKeys(range)), answer(kept.getAll(range))]);
  const key = await sealing;
  const texts = await Promise.all(
    values.map(async ({ iv, sealed }) => new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed))),
  );
  return names.map((name, at) => [name, texts[at]]);
}
