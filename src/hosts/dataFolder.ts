/** Where plans live: the app's own local folder, never Documents, which is often synchronised. */
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** What the default depends on; the machine's own unless a test says otherwise. */
export interface Machine {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * The default data folder:
 * `%LOCALAPPDATA%\Tenure` on Windows, `~/Library/Application Support/Tenure` on macOS,
 * otherwise `$XDG_DATA_HOME/tenure` or `~/.local/share/tenure`.
 */
export function defaultDataFolder(
  { platform, home, env }: Machine = {
    platform: process.platform,
    home: homedir(),
    env: process.env,
  },
): string {
  if (platform === 'win32') {
    return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'Tenure');
  }
  if (platform === 'darwin') {
    return posix.join(home, 'Library', 'Application Support', 'Tenure');
  }
  const data = env.XDG_DATA_HOME;
  // The XDG rules say that a relative path is to be ignored.
  const base = data && posix.isAbsolute(data) ? data : posix.join(home, '.local', 'share');
  return posix.join(base, 'tenure');
}
