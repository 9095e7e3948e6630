/** Fills a small disk of its own up to a few bytes, and empties it again. */
import { ftruncateSync, openSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';

const FILLER = 'filler';
const BLOCK = Buffer.alloc(64 * 1024, 1);

export interface Room {
  /** Leaves this many bytes free, to the page. */
  leave(bytes: number): void;
  /** Leaves everything free. */
  free(): void;
}

/** @param folder - the data folder, on a disk that holds nothing else. */
export function openRoom(folder: string): Room {
  const filler = openSync(path.join(path.dirname(folder), FILLER), 'w');
  return {
    leave(bytes) {
      const { bavail, bsize } = statfsSync(folder);
      let fill = bavail * bsize - bytes;
      while (fill > 0) {
        const length = Math.min(fill, BLOCK.length);
        writeSync(filler, BLOCK, 0, length);
        fill -= length;
      }
    },
    free() {
      ftruncateSync(filler, 0);
    },
  };
}
