/** Small files of the window's own: losing one costs a convenience, never the plans. */
import { writeWhole } from '../src/backend/storage.ts';

/**
 * Keeps a text for the next run.
 *
 * @returns false where it could not be: a full disk, say. The log says why.
 */
export function keepText(file: string, text: string): boolean {
  try {
    writeWhole(file, text);
    return true;
  } catch (error) {
    console.error(`${file} could not be kept`, error);
    return false;
  }
}
