/** What reading a file of figures answers. Apart from the reading, which only a worker loads. */
import type { TableContent } from '../../domain/tableFile.ts';
import type { FileProblem } from '../../domain/tableFile/cells.ts';

/** The largest file that is read. A table of twenty years is well under one megabyte. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export type TableFileRead =
  { ok: true; content: TableContent } | { ok: false; problems: FileProblem[]; message: string };

/** A file refused as a whole, with the remedy in its message. */
export function refused(message: string): TableFileRead {
  return { ok: false, problems: [], message };
}

export const TOO_LARGE = refused(
  'The file is larger than 10 MB, too large for a table of figures. Keep only the sheet with the figures and try again.',
);
