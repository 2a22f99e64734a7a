// Real photos: JPEGs that the browser itself makes, each different.
import type { Page } from '@playwright/test';

export interface PhotoFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A photo as a camera would give it, 1600 × 1200, with its name written on it. */
export async function photo(page: Page, name: string): Promise<PhotoFile> {
  const base64 = await page.evaluate(async (words) => {
    const canvas = new OffscreenCanvas(1600, 1200);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('this browser cannot draw');
    const sky = pen.createLinearGradient(0, 0, 1600, 1200);
    sky.addColorStop(0, '#b9d4dc');
    sky.addColorStop(1, '#5d7f86');
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 1600, 1200);
    pen.fillStyle = 'rgb(255 255 255 / 0.4)';
    for (let drop = 0; drop < 300; drop++) {
      pen.beginPath();
      pen.arc((drop * 97 + words.length * 13) % 1600, (drop * 61) % 1200, (drop % 9) + 2, 0, 7);
      pen.fill();
    }
    pen.fillStyle = '#123';
    pen.font = '64px sans-serif';
    pen.fillText(words, 80, 160);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, name);
  return { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}
