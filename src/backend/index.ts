/**
 * The backend: owns the data folder and every plan in it. A host calls `openBackend`, hands
 * each call to `call`, and closes it at the end. Nothing thrown crosses `call`.
 */
import { userInfo } from 'node:os';
import path from 'node:path';
import type { Answer } from '../contract/call.ts';
import { answer } from './call.ts';
import { clockFrom, type Log } from './clock.ts';
import { faultOf } from './faults.ts';
import { openImports } from './imports.ts';
import { joinInstances } from './instances.ts';
import { sweepHalfMade } from './leftovers.ts';
import type { LibraryContext } from './library.ts';
import { readMigrations } from './migrate.ts';
import { openPlans } from './plans.ts';
import { openPreferences } from './preferences.ts';
import { publishedFigures } from './published.ts';
import { addSample } from './samples.ts';
import { openSecondHome } from './secondHome.ts';
import { startIn } from './startFolder.ts';
import { openTransfers } from './transfers.ts';

export interface BackendOptions {
  /** The data folder: plans, bin, preferences. Made when it is not there. */
  folder: string;
  /** Where `migrations/` and `resources/` are. */
  appRoot: string;
  now: () => Date;
  /** Who makes changes, until the preferences say; otherwise the machine's user name. */
  who?: string;
  /** Takes details of what went wrong; nothing is logged without it. */
  log?: Log;
  /** The host can ask for a folder by a dialog. */
  canChooseFolder?: boolean;
}

export interface Backend {
  call(name: unknown, input: unknown): Promise<Answer>;
  /** Takes the second home for backups that the host was given: no page can name one. */
  useSecondHome(folder: string): Answer;
  /** Closes every plan cleanly. Calls after it answer a fault. */
  close(): Promise<void>;
}

function userName(): string {
  try {
    return userInfo().username.trim().slice(0, 200) || 'This machine';
  } catch {
    // A user id without an account, as in some containers.
    return 'This machine';
  }
}

/** What a start does in the data folder, up to the first plan. */
function enter(options: BackendOptions) {
  const { folder, appRoot, now, who = userName(), log = () => {} } = options;
  const { canChooseFolder: canChoose = false } = options;
  const clock = clockFrom(now);
  const migrations = readMigrations(path.join(appRoot, 'migrations'));
  const instance = joinInstances(path.join(folder, 'transfers'));
  sweepHalfMade(folder, instance, log);
  const plans = openPlans({ folder, migrations, clock, log });
  const transfers = openTransfers(instance, clock);
  const library: LibraryContext = {
    plans,
    transfers,
    secondHome: openSecondHome({
      ...{ file: path.join(folder, 'second-home.json'), dataFolder: folder },
      ...{ plans, transfers, clock, log, canChoose },
    }),
    imports: openImports(clock),
    preferences: openPreferences(path.join(folder, 'preferences.json'), who, log),
    migrations,
    published: publishedFigures(appRoot),
    samplesFolder: path.join(appRoot, 'resources', 'samples'),
    clock,
    log,
  };
  return { instance, library };
}

/** Opens the sample on the very first start, so that there is something to see. */
function welcome(library: LibraryContext): void {
  const { plans, preferences } = library;
  const empty = plans.list().length === 0 && plans.listBin().length === 0;
  if (!empty || preferences.existed) return;
  try {
    preferences.change({ lastPlan: addSample(library, 'tower-hamlets', 'first start') });
  } catch (error) {
    // A full disk, say. The library opens empty, and says what is wrong when asked to add it.
    library.log('the sample could not be added at the first start', error);
  }
}

/**
 * Opens the backend over a data folder.
 *
 * @throws Error, in words for the user where the data folder cannot be used; otherwise when the
 * app's own files are missing.
 */
export function openBackend(options: BackendOptions): Backend {
  const { instance, library } = startIn(options.folder, () => enter(options));
  welcome(library);

  let closed = false;
  return {
    call: (name, input) =>
      Promise.resolve(
        closed
          ? {
              ok: false,
              fault: { code: 'internal', message: 'Tenure is closing. Nothing was changed.' },
            }
          : answer(library, name, input),
      ),
    useSecondHome(chosen) {
      try {
        library.secondHome.use(chosen);
        return { ok: true, value: library.secondHome.read(), changed: [] };
      } catch (error) {
        return { ok: false, fault: faultOf(error) };
      }
    },
    close() {
      if (!closed) {
        closed = true;
        for (const [plan, opened] of library.plans.allOpened()) {
          library.secondHome.copy(plan, opened);
        }
        library.plans.closeAll();
        library.imports.clear();
        instance.leave();
      }
      return Promise.resolve();
    },
  };
}
