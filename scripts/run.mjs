/**
 * The first step of every npm script, in plain JavaScript that an old Node can read: installs
 * what package-lock.json names, then hands over to a TypeScript script on the pinned Node.
 * Nothing here loads a dependency, so it works on a fresh clone.
 *
 * `node scripts/run.mjs scripts/start.ts --help` runs that script with `--help`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = 20;
const PINNED_NODE = join(
  ROOT,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

const [script, ...args] = process.argv.slice(2);
prepare();
run();

function prepare() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    stop(
      `Tenure needs Node ${OLDEST_NODE} or newer and this is Node ${process.versions.node}. ` +
        'Install a newer one from https://nodejs.org and try again.',
    );
  }
  if (!isInstalled()) install();
  if (!existsSync(PINNED_NODE)) {
    stop('The pinned Node was not installed. Delete the node_modules folder and try again.');
  }
}

function run() {
  const child = spawn(PINNED_NODE, [join(ROOT, script), ...args], {
    stdio: 'inherit',
  });
  child.once('error', (error) => stop(`The pinned Node did not start: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
  // Ctrl+C reaches the whole group: the child closes its files, and this one waits for it.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
}

/** True when what npm last installed here is what package-lock.json names. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      present[path]?.version === entry.version ||
      // An optional package may be for another machine.
      (present[path] === undefined && (entry.optional || entry.devOptional)),
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
  } catch {
    return null;
  }
}

function install() {
  console.error('Installing what Tenure needs. This happens once, and takes a minute or two.');
  const [command, first, shell] = npmCommand();
  const done = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    shell,
    // What npm prints is not this command's own output.
    stdio: ['ignore', 2, 2],
  });
  if (done.error) {
    stop('npm was not found. It comes with Node: install that from https://nodejs.org.');
  }
  if (done.status !== 0) {
    stop('The installation did not finish: npm says why above. Check the network and try again.');
  }
}

/** The npm that started this, or the one on the path; Windows finds npm.cmd only by its shell. */
function npmCommand() {
  const npm = process.env.npm_execpath;
  return npm && existsSync(npm)
    ? [process.execPath, [npm], false]
    : ['npm', [], process.platform === 'win32'];
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
