// The browser's own small window, which stays above all other windows. Not every browser has one.
export const hasSmallWindow = () => document.pictureInPictureEnabled === true;

// A browser opens it for a picture that has begun, and soon after a press.
export async function openSmall(element) {
  if (element.readyState === HTMLMediaElement.HAVE_NOTHING) {
    await new Promise((begun, never) => {
      element.addEventListener("loadedmetadata", begun, { once: true });
      setTimeout(never, 4_000);
    });
  }
  await element.requestPictureInPicture();
}

export async function closeSmall(element) {
  if (document.pictureInPictureElement === element) await document.exitPictureInPicture();
}
