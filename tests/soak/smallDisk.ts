/** A disk of a few megabytes, in memory, which only the system's own user may make. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface SmallDisk {
  folder: string;
  remove(): void;
}

/** Makes one; null where this machine or user cannot. */
export function makeSmallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenure-disk-'));
  const drop = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder];
  if (process.platform !== 'linux' || spawnSync('mount', options).status !== 0) {
    drop();
    return null;
  }
  return {
    folder,
    remove() {
      spawnSync('umount', [folder]);
      drop();
    },
  };
}
