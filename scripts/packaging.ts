/** What electron-builder calls back while it packs: see electron-builder.yml. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Arch, type AfterPackContext, type BuildResult } from 'electron-builder';

const PREBUILDS = 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds';

/**
 * Makes sure that the app has the SQLite binary of the system it is packed for, and no other:
 * without it the app starts nowhere, and only its users would notice.
 *
 * @throws when it has not, saying which is missing
 */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, arch, electronPlatformName, packager } = context;
  const wanted = `${electronPlatformName}-${Arch[arch]}.node`;
  const folder = join(packager.getResourcesDir(appOutDir), PREBUILDS);
  const packed = await readdir(folder).catch((): string[] => []);
  if (packed.length === 1 && packed[0] === wanted) return;
  throw new Error(
    `Tenure cannot be packed for ${electronPlatformName} on ${Arch[arch]}: it needs SQLite’s binary ` +
      `${wanted} of better-sqlite3, and the package has ${packed.join(', ') || 'none'}.`,
  );
}

/**
 * Writes the SHA-256 sums of all that was made to `SHA256SUMS.txt` beside it, in the form that
 * `sha256sum --check` reads.
 *
 * @returns the file's path, which electron-builder counts among what was made; none where nothing was
 */
export async function afterAllArtifactBuild(
  built: Pick<BuildResult, 'artifactPaths' | 'outDir'>,
): Promise<string[]> {
  if (built.artifactPaths.length === 0) return [];
  const lines = [];
  for (const path of built.artifactPaths.toSorted()) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    lines.push(`${hash.digest('hex')}  ${basename(path)}\n`);
  }
  const sums = join(built.outDir, 'SHA256SUMS.txt');
  await writeFile(sums, lines.join(''));
  return [sums];
}
