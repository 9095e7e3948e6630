/**
 * The real figures tests are checked against. They are read where they lie and never copied:
 * from TENURE_REFERENCE_DATA, else ../shared/data beside the project. Where neither is there,
 * as in a public CI, the tests that need them are skipped, and say so.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder =
  process.env['TENURE_REFERENCE_DATA'] ?? resolve(import.meta.dirname, '../../shared/data');

/** A reference file's text, or null, with a loud warning, where it cannot be had. */
export function referenceFile(name: string): string | null {
  const path = join(folder, name);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  console.warn(
    `SKIPPED: ${name} is not in ${folder}. Set TENURE_REFERENCE_DATA to run the tests that need it.`,
  );
  return null;
}
