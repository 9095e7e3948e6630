/**
 * A second home for backups: a folder the user chose, on a network drive or a stick, which gets a
 * closed, checked copy of each of the user's own plans after a day's work. That is when Tenure
 * closes; for a session left open, at the first change of the next day; and after a crash, when the
 * plan is next opened.
 *
 * Copies are made unattended, so an encrypted one needs its key kept on this computer. The
 * passphrase is not kept; the key made of it is, in a file only its owner can read. That protects a
 * stick that is lost and a drive that others read. It does not protect from somebody who can read
 * the user's own files on this computer: they can read the plans themselves.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { planId } from '../contract/call.ts';
import type { CopySent, SecondHome } from '../contract/library.ts';
import type { Clock, Log } from './clock.ts';
import { encryptFile, newKey } from './encryption.ts';
import { errorCode, faultOf, Refusal } from './faults.ts';
import { revisionOf } from './journal.ts';
import { identityOf } from './lineage.ts';
import { copyInto, type OpenPlan } from './open.ts';
import type { Plans } from './plans.ts';
import { fsyncFile, fsyncFolder, remove, safeFileName, writeWhole } from './storage.ts';
import type { Transfers } from './transfers.ts';

/** How many copies of each plan are kept in the folder. */
export const KEPT = 7;
/** A plan that changed longer ago than this and has no copy since is warned of. */
const OLD_AFTER_MS = 7 * 86_400_000;

const base64 = z.base64().transform((text): Buffer => Buffer.from(text, 'base64'));
/** What is remembered, beside the preferences. The secret is the key, never the passphrase. */
const remembered = z.strictObject({
  folder: z.string().nullable(),
  /** Tells this computer's copies from those of others in the same folder. */
  writer: z.string().regex(/^[0-9a-f]{8}$/),
  protection: z.enum(['undecided', 'encrypted', 'open']),
  key: z
    .strictObject({
      salt: base64,
      cost: z.tuple([z.int(), z.int(), z.int()]).readonly(),
      secret: base64,
    })
    .nullable(),
  /** The revision of each plan's newest copy. */
  revisions: z.record(planId, z.int()),
  trouble: z.string().nullable(),
});
type Remembered = z.output<typeof remembered>;

export interface SecondHomeOptions {
  /** Where the choice is remembered. */
  file: string;
  plans: Plans;
  transfers: Transfers;
  clock: Clock;
  log: Log;
  /** The data folder, which cannot be its own second home. */
  dataFolder: string;
  canChoose: boolean;
}

export interface SecondHomeCopies {
  read(): SecondHome;
  /** Takes the folder that the host was given. @throws Refusal when it will not do. */
  use(folder: string): void;
  protect(passphrase: string | null): void;
  forget(): void;
  /** A plan's copies in the folder, newest first: what they were exported as, for the same list. */
  copiesOf(plan: string): Pick<CopySent, 'at' | 'who' | 'forWhom' | 'fileName'>[];
  /** Copies a plan that has changed since its last copy. What goes wrong is kept to be shown. */
  copy(plan: string, opened: OpenPlan): void;
  /** Copies a plan at its first use of a day. */
  beginDay(plan: string, opened: OpenPlan): void;
}

function sha256(file: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1024 * 1024);
  const handle = openSync(file, 'r');
  try {
    for (;;) {
      const length = readSync(handle, piece, 0, piece.length, null);
      if (length === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, length));
    }
  } finally {
    closeSync(handle);
  }
}

/** Copies a closed file to another disk: beside its place, read back, then renamed. */
function deliver(file: string, target: string): void {
  const beside = `${target}.new`;
  remove(beside);
  try {
    copyFileSync(file, beside);
    fsyncFile(beside);
    if (sha256(beside) !== sha256(file)) throw new Error('the copy is not as it was written');
    renameSync(beside, target);
  } catch (error) {
    remove(beside);
    throw error;
  }
  try {
    fsyncFolder(path.dirname(target));
  } catch (error) {
    // Some network drives and sticks have no such step.
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR'].includes(errorCode(error))) throw error;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

function fresh(): Remembered {
  return {
    folder: null,
    writer: randomBytes(4).toString('hex'),
    protection: 'undecided',
    key: null,
    revisions: {},
    trouble: null,
  };
}

export function openSecondHome(options: SecondHomeOptions): SecondHomeCopies {
  const { file, plans, transfers, clock, log, canChoose } = options;
  const dataFolder = path.resolve(options.dataFolder);
  let current = load();
  /** The day each plan was last used on, in this session. */
  const days = new Map<string, string>();

  function load(): Remembered {
    try {
      return remembered.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') log('the second home for backups was forgotten', error);
      return fresh();
    }
  }

  function remember(changes: Partial<Remembered>): void {
    const next = { ...current, ...changes };
    const key: object | null = next.key && {
      salt: next.key.salt.toString('base64'),
      cost: next.key.cost,
      secret: next.key.secret.toString('base64'),
    };
    writeWhole(file, `${JSON.stringify({ ...next, key }, null, 2)}\n`);
    current = next;
  }

  /** A mark in the names of one plan's copies made on this computer. */
  const tagOf = (plan: string) => `[${plan.slice(0, 8)}-${current.writer}]`;

  /** The names of a plan's copies, newest first. */
  function copiesOf(plan: string): { name: string; at: string }[] {
    const { folder } = current;
    if (folder === null || !isWritable(folder)) return [];
    return readdirSync(folder)
      .flatMap((name) => {
        const [, tag, date, time] =
          / (\[[^\]]+\]) (\d{4}-\d\d-\d\d) (\d\d-\d\d-\d\d)\.tenure$/.exec(name) ?? [];
        return tag === tagOf(plan) ? [{ name, at: `${date}T${time?.replaceAll('-', ':')}Z` }] : [];
      })
      .sort((a, b) => b.at.localeCompare(a.at));
  }

  function isDue(plan: string, opened: OpenPlan): boolean {
    if (current.folder === null || current.protection === 'undecided') return false;
    if (identityOf(opened.read).kind !== 'own') return false;
    const copied = copiesOf(plan).length > 0 ? current.revisions[plan] : undefined;
    return copied !== revisionOf(opened.connection);
  }

  function copyNow(plan: string, folder: string, { connection, read }: OpenPlan): void {
    if (!isWritable(folder)) {
      throw new Refusal(
        'refused',
        'The second home for backups is not there, or cannot be written to. Connect the drive, or ' +
          'choose another folder.',
      );
    }
    const revision = revisionOf(connection);
    const plain = transfers.stagingPath();
    const sealed = transfers.stagingPath();
    try {
      copyInto(connection, plain);
      if (current.key) encryptFile(plain, sealed, current.key);
      const [date, time = ''] = clock.instant().slice(0, 19).split('T');
      const called = safeFileName(identityOf(read).name);
      const name = `${called} ${tagOf(plan)} ${date} ${time.replaceAll(':', '-')}.tenure`;
      deliver(current.key ? sealed : plain, path.join(folder, name));
    } finally {
      remove(plain);
      remove(sealed);
    }
    for (const old of copiesOf(plan).slice(KEPT)) remove(path.join(folder, old.name));
    remember({ revisions: { ...current.revisions, [plan]: revision }, trouble: null });
  }

  function copy(plan: string, opened: OpenPlan): void {
    try {
      if (isDue(plan, opened)) copyNow(plan, current.folder!, opened);
    } catch (error) {
      log('a copy for the second home could not be made', error);
      try {
        remember({ trouble: faultOf(error).message });
      } catch (problem) {
        log('the trouble with the second home could not be kept', problem);
      }
    }
  }

  function planStatus(
    plan: string,
    name: string,
    changedAt: string | null,
  ): SecondHome['plans'][0] {
    const copiedAt = copiesOf(plan)[0]?.at ?? null;
    const opened = plans.opened(plan);
    const changedSince =
      copiedAt === null ||
      (opened
        ? current.revisions[plan] !== revisionOf(opened.connection)
        : changedAt !== null && changedAt.slice(0, 19) > copiedAt.slice(0, 19));
    const since = Date.parse(copiedAt ?? changedAt ?? clock.instant());
    const old = changedSince && Date.parse(clock.instant()) - since > OLD_AFTER_MS;
    return { plan, name, copiedAt, changedSince, old };
  }

  return {
    read: () => ({
      folder: current.folder === null ? null : path.basename(current.folder) || current.folder,
      reachable: current.folder !== null && isWritable(current.folder),
      protection: current.protection,
      canChoose,
      plans: plans
        .list()
        .filter(({ kind }) => kind === 'own')
        .map(({ plan, name, changedAt }) => planStatus(plan, name, changedAt)),
      trouble: current.trouble,
    }),

    use(folder) {
      const chosen = path.resolve(folder);
      if (`${chosen}${path.sep}`.startsWith(`${dataFolder}${path.sep}`)) {
        throw new Refusal(
          'refused',
          'This folder is where the plans themselves are kept. Choose one on another disk.',
        );
      }
      if (!existsSync(chosen) || !isWritable(chosen)) {
        throw new Refusal('refused', 'This folder is not there, or cannot be written to.');
      }
      if (chosen !== current.folder) remember({ folder: chosen, revisions: {}, trouble: null });
    },

    protect(passphrase) {
      remember(
        passphrase === null
          ? { protection: 'open', key: null, revisions: {} }
          : {
              protection: 'encrypted',
              key: newKey(passphrase),
              revisions: {},
            },
      );
    },

    forget() {
      remember({ ...fresh(), writer: current.writer });
    },

    copiesOf: (plan) =>
      copiesOf(plan).map(({ name, at }) => ({
        ...{ at, who: 'Tenure', forWhom: 'the second home for backups', fileName: name },
      })),

    copy,

    beginDay(plan, opened) {
      const today = clock.today();
      if (days.get(plan) === today) return;
      days.set(plan, today);
      copy(plan, opened);
    },
  };
}
