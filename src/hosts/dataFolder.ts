/** Where plans live: the app's own local folder, never Documents, which is often synchronised. */
import { statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** What the default depends on; the machine's own unless a test says otherwise. */
export interface Machine {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** The user's own folder as the machine says it, or '' where it does not. */
function homeFolder(): string {
  try {
    return homedir();
  } catch {
    // A user id without an account, and HOME unset.
    return '';
  }
}

/**
 * The user's own folder, under which the default lies.
 *
 * @throws Error in words where the machine does not say: a path from nowhere would be taken as one
 * in whatever folder Tenure happened to be started from.
 */
function checkHome(home: string, isAbsolute: (path: string) => boolean): string {
  if (isAbsolute(home)) return home;
  throw new Error(
    'Tenure keeps plans in your own folder, and this computer does not say where that is: HOME is ' +
      'not set. Nothing was changed. Set it, or start Tenure with --data and a folder.',
  );
}

/**
 * The default data folder:
 * `%LOCALAPPDATA%\Tenure` on Windows, `~/Library/Application Support/Tenure` on macOS,
 * otherwise `$XDG_DATA_HOME/tenure` or `~/.local/share/tenure`.
 *
 * @throws Error in words for the user where the machine does not say where their own folder is.
 */
export function defaultDataFolder(
  { platform, home, env }: Machine = {
    platform: process.platform,
    home: homeFolder(),
    env: process.env,
  },
): string {
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA;
    const isSaid = local !== undefined && win32.isAbsolute(local);
    const ours = () => win32.join(checkHome(home, win32.isAbsolute), 'AppData', 'Local');
    return win32.join(isSaid ? local : ours(), 'Tenure');
  }
  if (platform === 'darwin') {
    return posix.join(checkHome(home, posix.isAbsolute), 'Library/Application Support/Tenure');
  }
  const data = env.XDG_DATA_HOME;
  // The XDG rules say that a relative path is to be ignored.
  if (data && posix.isAbsolute(data)) return posix.join(data, 'tenure');
  return posix.join(checkHome(home, posix.isAbsolute), '.local/share/tenure');
}

/** Folders that a program copies elsewhere while files in them are in use, by a part of their path. */
const SYNCED: readonly (readonly [RegExp, string])[] = [
  [/^OneDrive( - .+)?$/i, 'OneDrive'],
  [/^Dropbox( \(.+\))?$/i, 'Dropbox'],
  [/^(Google ?Drive|GoogleDrive-.+|DriveFS)$/i, 'Google Drive'],
  [/^(iCloud ?Drive|Mobile Documents|com~apple~CloudDocs)$/i, 'iCloud'],
  [/^CloudStorage$/i, 'a cloud drive'],
];

/** Where Windows says that OneDrive keeps its files, whatever the folder is called. */
const ONEDRIVE = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'] as const;

/** Network file systems by the type that Linux gives: NFS, SMB, CIFS and SMB2. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42]);

/** The type of the file system that a folder is or would be on; 0 when that cannot be seen. */
function fileSystemType(folder: string): number {
  for (let at = folder; ; at = posix.dirname(at)) {
    try {
      return statfsSync(at).type;
    } catch {
      if (posix.dirname(at) === at) return 0;
    }
  }
}

/** What a folder is shared through, where that can be seen: `OneDrive`, `a network`. */
function sharedThrough(folder: string, { platform, env }: Omit<Machine, 'home'>): string | null {
  if (/^(\\\\|\/\/)[^\\/?.]/.test(folder)) return 'a network';
  const inside = (parent: string | undefined) =>
    parent !== undefined &&
    parent !== '' &&
    `${folder}\\`.toLowerCase().startsWith(`${parent}\\`.toLowerCase());
  if (platform === 'win32' && ONEDRIVE.some((name) => inside(env[name]))) return 'OneDrive';
  const parts = folder.split(/[\\/]/);
  const synced = SYNCED.find(([name]) => parts.some((part) => name.test(part)));
  if (synced) return synced[1];
  const onNetwork = platform === 'linux' && NETWORK_TYPES.has(fileSystemType(folder));
  return onNetwork ? 'a network' : null;
}

/**
 * The folder, where plans may live in it. A plan's database is written to all the time it is open,
 * and a program that copies it meanwhile, or a network that drops out, leaves half of it.
 *
 * @throws when it can be seen that the folder is synchronised or on a network, in words.
 */
export function localFolder(
  folder: string,
  machine: Omit<Machine, 'home'> = { platform: process.platform, env: process.env },
): string {
  const through = sharedThrough(folder, machine);
  if (through === null) return folder;
  throw new Error(
    `Plans cannot live in ${folder}: it is shared through ${through}, and copying a plan while it ` +
      'is open can break it. Choose a folder on a disk of this computer with --data. Copies for ' +
      'safe keeping may go there: choose it as the second home for backups.',
  );
}
