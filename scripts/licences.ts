/**
 * Gathers the licence of every package that the app's build takes in, and writes them beside the
 * app as `licences.json`, which the Licences page shows. A package without a licence text fails
 * the build. Vite's own `build.license` is not used because it passes over what workers bundle.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import type { Licence } from '../src/app/licences.ts';

/** Ships with the app, but no module of it is in the bundle that is searched. */
const BESIDE_THE_BUNDLE = [
  // Its binary cannot be bundled. It holds SQLite.
  'better-sqlite3',
  'electron',
  // The icons are taken from its data.
  '@iconify-json/lucide',
];

/** A module's package: up to the last node_modules of its path, and one name or two. */
const PACKAGE_OF = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENCE_FILE = /^(licen[sc]e|copying)/i;

/**
 * The plugin that gathers: `app` goes to the app's build, a `worker()` to each of its workers'.
 *
 * @param root - the project's folder: `resources/licences` in it holds the texts of packages that
 * ship none, each as `<package>.txt`
 * @param beside - the packages that ship without being bundled
 */
export function gatherLicences(
  root: string,
  beside: readonly string[] = BESIDE_THE_BUNDLE,
): { app: Plugin; worker: () => Plugin } {
  const folders = new Set(beside.map((name) => join(root, 'node_modules', name)));

  function note(bundle: Rolldown.OutputBundle): void {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      for (const id of file.moduleIds) {
        const [, folder] = PACKAGE_OF.exec(id) ?? [];
        if (folder !== undefined) folders.add(folder);
      }
    }
  }
  return {
    worker: () => ({
      name: 'tenure:note-licences',
      generateBundle: (_options, bundle) => note(bundle),
    }),
    app: {
      name: 'tenure:write-licences',
      // Its workers have been bundled by now.
      generateBundle(_options, bundle) {
        note(bundle);
        const found = [root, ...folders].map((folder) => licenceOf(root, folder));
        const source = JSON.stringify(distinct(found));
        this.emitFile({ type: 'asset', fileName: 'licences.json', source });
      },
    },
  };
}

/** By name; a package is often in a build at two places and sometimes in two versions. */
function distinct(licences: Licence[]): Licence[] {
  const byVersion = new Map(
    licences.map((licence) => [`${licence.name}@${licence.version}`, licence]),
  );
  return [...byVersion.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** @throws when there is no text, saying where to put it */
function licenceOf(root: string, folder: string): Licence {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license: string };
  const shipped = readdirSync(folder).find((file) => LICENCE_FILE.test(file));
  const file = shipped ? join(folder, shipped) : join(root, 'resources/licences', `${name}.txt`);
  if (!existsSync(file)) {
    throw new Error(
      `${name} ${version} ships no licence. Find its text and put it in resources/licences/${name}.txt.`,
    );
  }
  return { name, version, licence: license, text: readFileSync(file, 'utf8').trim() };
}
