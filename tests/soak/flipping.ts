/** Flips bytes in a plan's file: it is refused in words or whole, and the others open all the same. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openBackend, type Backend } from '../../src/backend/index.ts';
import { APP_ROOT } from './appRoot.ts';
import { connectionTo } from './connections.ts';
import { digestOf, digestOfFile } from './digest.ts';
import { Draw } from './mix/draw.ts';
import { ask, readPlanView } from './mix/view.ts';
import { SEEDED_AT, type Seed } from './seed.ts';
import type { Finding, Tally } from './tally.ts';

/** SQLite's header and the schema's first page, where a byte weighs most. */
const HEAD_BYTES = 4_096;

function flipped(whole: Buffer, draw: Draw): Buffer {
  const bytes = Buffer.from(whole);
  const last = (draw.chance(0.2) ? HEAD_BYTES : bytes.length) - 1;
  for (let n = draw.int(1, 3); n > 0; n -= 1) {
    const at = draw.int(0, last);
    bytes[at] = bytes[at]! ^ draw.int(1, 255);
  }
  return bytes;
}

/** What is wrong with a flipped plan that was opened. */
async function openedFindings(
  call: Backend['call'],
  plan: string,
  file: string,
  right: string,
): Promise<Finding[]> {
  try {
    await readPlanView(call, plan);
  } catch (error) {
    return [{ kind: 'half-applied', what: `opened, and then ${String(error)}` }];
  }
  const digest = digestOf(connectionTo(file)!);
  return digest === right ? [] : [{ kind: 'lost', what: 'opened in silence with other contents' }];
}

async function look(folder: string, plan: string, right: string): Promise<Finding[]> {
  const now = () => new Date(SEEDED_AT);
  const backend = openBackend({ folder, appRoot: APP_ROOT, now, who: 'Jane' });
  const { call } = backend;
  try {
    const { plans } = await ask(call, 'library.list', {});
    const findings: Finding[] = [];
    for (const { plan: other } of plans.filter((listed) => listed.plan !== plan)) {
      const opened = await call('library.open', { plan: other });
      if (!opened.ok)
        findings.push({ kind: 'unreadable', what: `another: ${opened.fault.message}` });
    }
    const opened = await call('library.open', { plan });
    const file = path.join(folder, 'plans', plan, 'plan.tenure');
    if (opened.ok) return [...findings, ...(await openedFindings(call, plan, file, right))];
    const { code, message } = opened.fault;
    return code === 'internal' ? [...findings, { kind: 'unreadable', what: message }] : findings;
  } catch (error) {
    return [{ kind: 'unreadable', what: `the library stopped: ${String(error)}` }];
  } finally {
    await backend.close();
  }
}

/** Flips bytes of the seed's plan, `times` times from the whole file. */
export async function flipRepeatedly(
  seed: Seed,
  drawnFrom: number,
  times: number,
  { tally, trial }: { tally: Tally; trial: string },
): Promise<void> {
  const parent = mkdtempSync(path.join(tmpdir(), 'tenure-flips-'));
  const file = path.join('plans', seed.home, 'plan.tenure');
  const whole = readFileSync(path.join(seed.folder, file));
  const right = digestOfFile(path.join(seed.folder, file));
  try {
    for (let round = 0; round < times; round += 1) {
      const folder = path.join(parent, String(round));
      cpSync(seed.folder, folder, { recursive: true });
      writeFileSync(path.join(folder, file), flipped(whole, new Draw(drawnFrom, round)));
      const findings = await look(folder, seed.home, right);
      tally.add(trial, findings, `seed ${drawnFrom}, round ${round}`);
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
