/** The 2022 schema itself, where xmllint and the reference data are there to ask it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceFile } from '../../reference.ts';

const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;
const schema = referenceFile('csww-return/social_work_workforce_2022.xsd');
if (!hasXmllint) {
  console.warn(
    'SKIPPED: xmllint is not installed, so what is written is not compared with the 2022 schema itself. Install libxml2-utils.',
  );
}

/** Whether {@link xmllintTakes} can be asked here. */
export const canAskSchema = hasXmllint && schema !== null;

/** Whether the schema itself takes a document. */
export function xmllintTakes(xml: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'tenure-csww-'));
  try {
    writeFileSync(join(folder, 'schema.xsd'), schema ?? '');
    writeFileSync(join(folder, 'return.xml'), xml);
    execFileSync('xmllint', ['--noout', '--schema', 'schema.xsd', 'return.xml'], {
      cwd: folder,
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
