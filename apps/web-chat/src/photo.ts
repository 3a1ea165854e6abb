const longestSidePx = 2_000;
const smallEnoughBytes = 1_500_000;
const sendable = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * Makes a photo small before it travels over a phone's network, and turns what only this device can read
 * (HEIC) into a JPEG. Whatever cannot be read here is sent as it is: the server says why not.
 */
export async function shrinkPhoto(file: File): Promise<Blob> {
  if (file.size <= smallEnoughBytes && sendable.includes(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longestSidePx / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const paper = canvas.getContext('2d');
    if (!paper) return file;
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.88));
    return small ?? file;
  } catch {
    // Not an image this browser knows.
    return file;
  }
}
