/** The desktop app as users get it: packed, unpacked, and run whole from there. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterAllArtifactBuild } from '../../scripts/packaging.ts';
import { buildApp, buildElectronHost } from '../../scripts/project.ts';
import { fusesOf, packFor, type Packed } from './packing.ts';
import { playDesktop } from './play.ts';

const ROOT = join(import.meta.dirname, '../..');

let folder: string;

beforeAll(async () => {
  await buildApp();
  await buildElectronHost();
  folder = await mkdtemp(join(tmpdir(), 'tenure-packed-'));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const HERE = { system: 'linux', arch: process.arch } as const;

/** The archive's files, named as in an address. */
function filesIn({ folder: packed }: Packed): string[] {
  return listPackage(join(packed, 'resources/app.asar'), { isPack: false }).map((path) =>
    path.replaceAll('\\', '/'),
  );
}

describe('the packed app', () => {
  let packed: Packed;
  let files: string[];

  beforeAll(async () => {
    packed = await packFor(join(folder, 'here'), HERE);
    expect(packed.output).not.toContain('⨯');
    files = filesIn(packed);
  }, 60_000);

  it('holds what the app reads, one SQLite binary, and none of its sources', async () => {
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/LICENSE',
        '/dist/app/index.html',
        '/dist/app/licences.json',
        '/dist/electron/main.js',
        '/dist/electron/thread.js',
        '/dist/electron/preload.cjs',
        '/resources/icon.png',
        '/resources/samples/tower-hamlets.json',
        '/node_modules/better-sqlite3/LICENSE',
        ...(await readdir(join(ROOT, 'migrations'))).map((name) => `/migrations/${name}`),
      ]),
    );
    expect(files.filter((path) => path.endsWith('.node'))).toEqual([
      `/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
    ]);
    expect(files.filter((path) => /\.(ts|vue|map)$|^\/(src|tests|electron)\//.test(path))).toEqual(
      [],
    );
    const packages = files.flatMap((path) => /^\/node_modules\/([^/]+)$/.exec(path)?.[1] ?? []);
    expect(packages).toEqual(['better-sqlite3']);
  });

  it('has its fuses set: it runs no script but its own, and only whole', async () => {
    const fuses = fusesOf(await readFile(join(packed.folder, 'tenure')));
    // RunAsNode, CookieEncryption, NodeOptions, NodeCliInspect, EmbeddedAsarIntegrityValidation,
    // OnlyLoadAppFromAsar, LoadBrowserProcessSpecificV8Snapshot, GrantFileProtocolExtraPrivileges.
    expect(fuses.slice(0, 8)).toBe('01001100');
  });

  it('keeps Electron’s and Chromium’s licences beside it, and only English', async () => {
    const beside = await readdir(packed.folder);
    expect(beside).toEqual(
      expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
    );
    expect((await readdir(join(packed.folder, 'locales'))).sort()).toEqual([
      'en-GB.pak',
      'en-US.pak',
    ]);
  });

  // The smoke test runs the real one on the other systems.
  it.runIf(process.platform === 'linux')('starts from there, whole', async () => {
    // Away from the project, whose packages must not be found instead of its own.
    const unpacked = join(folder, 'unpacked');
    extractAll(join(packed.folder, 'resources/app.asar'), unpacked);
    const played = await playDesktop(join(folder, 'data'), {
      TENURE_ROOT: unpacked,
      TENURE_MAIN: join(unpacked, 'dist/electron/main.js'),
    });
    expect(played.errorBoxes).toEqual([]);
    expect(JSON.stringify(played.answers[0])).toContain('Tower Hamlets');
    expect({ page: played.page, exitCode: played.exitCode }).toEqual({ page: 200, exitCode: 0 });
    expect(await readdir(join(folder, 'data/plans'))).not.toEqual([]);
  });
});

describe('packed for another system', () => {
  it('has the SQLite binary of that system', { timeout: 60_000 }, async () => {
    const packed = await packFor(join(folder, 'windows'), { system: 'win', arch: 'x64' });
    expect(packed.output).not.toContain('⨯');
    expect(filesIn(packed).filter((path) => path.endsWith('.node'))).toEqual([
      '/node_modules/better-sqlite3/prebuilds/win32-x64.node',
    ]);
  });

  it('fails, in words, where there is none', { timeout: 60_000 }, async () => {
    const packed = await packFor(join(folder, 'old-windows'), { system: 'win', arch: 'ia32' });
    expect(packed.code).not.toBe(0);
    expect(packed.output).toContain(
      'Tenure cannot be packed for win32 on ia32: it needs SQLite’s binary win32-ia32.node',
    );
  });
});

it('writes the SHA-256 sums of what was made, if anything, as sha256sum reads them', async () => {
  const outDir = await mkdtemp(join(folder, 'made-'));
  const artifactPaths = ['Tenure.msi', 'Tenure Setup.exe'].map((name) => join(outDir, name));
  for (const path of artifactPaths) await writeFile(path, path);
  const [sums = ''] = await afterAllArtifactBuild({ artifactPaths, outDir });
  const sumOf = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(await readFile(sums, 'utf8')).toBe(
    `${sumOf(artifactPaths[1]!)}  Tenure Setup.exe\n${sumOf(artifactPaths[0]!)}  Tenure.msi\n`,
  );
  expect(await afterAllArtifactBuild({ artifactPaths: [], outDir })).toEqual([]);
});
