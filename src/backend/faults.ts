/** How the backend says no: a fault thrown by a handler, and the words for what nobody foresaw. */
import type { Fault, FaultCode } from '../contract/call.ts';

/** Thrown inside the backend; becomes the answer's fault at the seam. */
export class Refusal extends Error {
  readonly fault: Fault;

  /** @param cause - what was thrown, for the log only. */
  constructor(code: FaultCode, message: string, field?: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Refusal';
    this.fault = field === undefined ? { code, message } : { code, message, field };
  }
}

const DISK_FULL: Fault = {
  code: 'internal',
  message: 'The disk is full, so nothing was changed. Free some space and try again.',
};

const NOT_ALLOWED: Fault = {
  code: 'internal',
  message:
    'Tenure is not allowed to read or write one of its files or folders, so nothing was changed. ' +
    'Ask who looks after this computer.',
};

const OUT_OF_PLACE: Fault = {
  code: 'damaged-file',
  message:
    'Something else lies where a file or folder of this plan should be, so nothing was changed. ' +
    'Restore the plan from a backup, or send the report on the file to support.',
};

/** Words for the ways a disk or file fails under SQLite and Node, by its error code's beginning. */
const STORAGE_FAULTS: readonly (readonly [codes: readonly string[], fault: Fault])[] = [
  [['SQLITE_FULL', 'ENOSPC', 'EDQUOT'], DISK_FULL],
  [
    ['SQLITE_IOERR', 'EIO', 'EFBIG'],
    {
      code: 'internal',
      message:
        'The disk could not be read or written, so nothing was changed. Check the disk and try again.',
    },
  ],
  [
    ['SQLITE_READONLY', 'EROFS'],
    {
      code: 'internal',
      message: 'This folder cannot be written to, so nothing was changed. Ask who looks after it.',
    },
  ],
  [['SQLITE_CANTOPEN', 'EACCES', 'EPERM'], NOT_ALLOWED],
  [['ENOTDIR', 'EISDIR', 'EEXIST', 'ELOOP'], OUT_OF_PLACE],
  [
    ['SQLITE_CORRUPT'],
    {
      code: 'damaged-file',
      message: 'This plan’s file is damaged. Restore it from a backup.',
    },
  ],
  [
    ['SQLITE_BUSY'],
    {
      code: 'already-open',
      message: 'This plan is already open in another window of Tenure. Close it there first.',
    },
  ],
];

/** The code a Node or SQLite error carries, or ''. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/**
 * The fault for anything thrown. A refusal says its own; a full disk and the like have their
 * words; the rest is 'internal', with no SQL, stack or path in it.
 */
export function faultOf(error: unknown): Fault {
  if (error instanceof Refusal) return error.fault;
  const code = errorCode(error);
  const known = STORAGE_FAULTS.find(([codes]) => codes.some((begins) => code.startsWith(begins)));
  return (
    known?.[1] ?? {
      code: 'internal',
      message: 'Something went wrong inside Tenure. Nothing was changed. Try again.',
    }
  );
}
