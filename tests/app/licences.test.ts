/** The notices that ship, against what is bundled. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchingLicences, type Licence } from '../../src/app/licences.ts';
import { gatherLicences } from '../../scripts/licences.ts';
import { buildElectronHost, ROOT, runTool } from '../../scripts/project.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-licences-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function readLicences(built: string): Licence[] {
  return JSON.parse(readFileSync(join(built, 'licences.json'), 'utf8')) as Licence[];
}

/** The package of a module, as `<name> <version>`; null for one of ours. */
function packageOf(path: string): string | null {
  const [, inPackages = null] = /(node_modules\/.*)$/.exec(path) ?? [];
  const [, place] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(inPackages ?? '') ?? [];
  if (place === undefined) return null;
  const { name, version } = JSON.parse(
    readFileSync(join(ROOT, place, 'package.json'), 'utf8'),
  ) as Record<string, string>;
  return `${name} ${version}`;
}

function packagesOf(paths: string[]): Set<string> {
  return new Set(paths.map(packageOf).filter((name) => name !== null));
}

describe('the notices', () => {
  let notices: Licence[];
  let named: Set<string>;
  /** Every module of the app and its workers, as their source maps name them. */
  let modules: string[];

  beforeAll(async () => {
    const built = join(folder, 'app');
    const code = await runTool(
      'vite',
      ['build', '--logLevel=error', '--sourcemap', '--minify=false', '--outDir', built],
      { quiet: true, env: { NODE_ENV: 'production' } },
    );
    expect(code).toBe(0);
    notices = readLicences(built);
    named = new Set(notices.map(({ name, version }) => `${name} ${version}`));
    modules = readdirSync(join(built, 'assets'))
      .filter((name) => name.endsWith('.map'))
      .flatMap((name) => {
        const map = readFileSync(join(built, 'assets', name), 'utf8');
        return (JSON.parse(map) as { sources: string[] }).sources;
      });
    await buildElectronHost();
  }, 240_000);

  it('has one of each package bundled in the app and its workers', () => {
    const bundled = packagesOf(modules);
    expect([...bundled].map((name) => name.split(' ')[0])).toEqual(
      expect.arrayContaining(['vue-router', '@nuxt/ui', 'zod', 'saxes']),
    );
    expect([...bundled].filter((name) => !named.has(name))).toEqual([]);
  });

  it('has one of each package bundled in the desktop host, or shipped beside it', () => {
    const host = join(ROOT, 'dist/electron');
    const bundles = readdirSync(host).filter((name) => /\.c?js$/.test(name));
    const paths = bundles.flatMap((name) =>
      // The bundler heads each module with its path.
      [...readFileSync(join(host, name), 'utf8').matchAll(/^\/\/ (.*node_modules\/.+)$/gm)].map(
        ([, path = '']) => path,
      ),
    );
    const bundled = packagesOf([
      ...paths,
      ...['better-sqlite3', 'electron', '@iconify-json/lucide'].map((n) => `node_modules/${n}/`),
    ]);
    expect(bundled.size).toBeGreaterThan(3);
    expect([...bundled].filter((name) => !named.has(name))).toEqual([]);
  });

  it('holds a copyright line and the whole text for each', () => {
    const without = notices.filter(({ text }) => !/copyright/i.test(text) || text.length < 500);
    expect(without).toEqual([]);
    expect(notices.every(({ licence }) => /^(MIT|ISC|Apache-2\.0)$/.test(licence))).toBe(true);
  });
});

describe('gathering them', () => {
  /** A small project: a page that imports one package, and a worker that imports another. */
  async function project(files: Record<string, string>): Promise<string> {
    const root = await mkdtemp(join(folder, 'project-'));
    const manifest = (name: string) => JSON.stringify({ name, version: '1.0.0', license: 'MIT' });
    const all = {
      'index.html': '<script type="module" src="/page.js"></script>',
      'page.js':
        'import { one } from "one"; one(); new Worker(new URL("./work.js", import.meta.url), { type: "module" });',
      'work.js': 'import { two } from "two"; two();',
      'package.json': manifest('project'),
      LICENSE: 'The project’s own',
      'node_modules/one/package.json': manifest('one'),
      'node_modules/one/index.js': 'export const one = () => console.log(1);',
      'node_modules/one/LICENCE.md': 'Copyright One',
      'node_modules/two/package.json': manifest('two'),
      'node_modules/two/index.js': 'export const two = () => console.log(2);',
      ...files,
    };
    for (const [path, text] of Object.entries(all)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return root;
  }

  async function gathered(root: string): Promise<Licence[]> {
    const licences = gatherLicences(root, []);
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [licences.app],
      worker: { format: 'es', plugins: () => [licences.worker()] },
    });
    return readLicences(join(root, 'dist'));
  }

  it('finds what the page and its worker bundle, and the text of one that ships none', async () => {
    const root = await project({ 'resources/licences/two.txt': 'Copyright Two\n' });
    expect(await gathered(root)).toEqual([
      { name: 'one', version: '1.0.0', licence: 'MIT', text: 'Copyright One' },
      { name: 'project', version: '1.0.0', licence: 'MIT', text: 'The project’s own' },
      { name: 'two', version: '1.0.0', licence: 'MIT', text: 'Copyright Two' },
    ]);
  });

  it('fails the build where a package has none, and says what to do', async () => {
    await expect(gathered(await project({}))).rejects.toThrow(
      'two 1.0.0 ships no licence. Find its text and put it in resources/licences/two.txt.',
    );
  });
});

it('finds a package by part of its name or licence', () => {
  const licence = (name: string, terms: string) => ({
    name,
    licence: terms,
    version: '1',
    text: '',
  });
  const all = [licence('@vue/shared', 'MIT'), licence('saxes', 'ISC')];
  expect(matchingLicences(all, ' VUE ').map(({ name }) => name)).toEqual(['@vue/shared']);
  expect(matchingLicences(all, 'isc').map(({ name }) => name)).toEqual(['saxes']);
  expect(matchingLicences(all, '')).toHaveLength(2);
});
