/** Where plans live: the app's own local folder, never Documents, which is often synchronised. */
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
