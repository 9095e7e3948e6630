/** What posts and people cost: ten years of measures, of a borough and of all England. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBackend } from '../src/backend/index.ts';
import { monthEnds } from '../src/domain/records/days.ts';
import { isEmployed } from '../src/domain/records/indexRecords.ts';
import { monthlySeries } from '../src/domain/records/series.ts';
import type { PlanRecords } from '../src/domain/records/types.ts';
import { fictionalBorough } from '../src/domain/samples/borough/fictionalBorough.ts';
import { openBrowser } from '../tests/e2e/support/chromium.ts';
import { launchTenure } from '../tests/e2e/support/tenure.ts';
import { changesFromHistory, medianOf, twoFrames } from './pageChange.ts';
import { timed, type Row } from './row.ts';

const APP_ROOT = join(import.meta.dirname, '..');
const FROM = '2016-04-30';
const TO = '2026-03-31';
/** As many boroughs as make England: about 36,000 social workers in post. */
const ENGLAND = 86;
const CHANGES = 15;

/** Vacant FTE as a workbook would count it: every post and person looked at for every month. */
function plainVacancies({ engagements, assignments, lines }: PlanRecords): number[] {
  const employed = new Set(
    engagements.filter(({ basis }) => isEmployed(basis)).map(({ id }) => id),
  );
  return monthEnds(FROM, TO).map((end) => {
    let vacant = 0;
    for (const line of lines) {
      const { fundedFrom, fundedTo, fte } = line;
      if (fundedFrom <= end && (fundedTo === null || fundedTo >= end)) vacant += fte;
    }
    for (const { engagement, from, to, fte, secondedOut } of assignments) {
      if (secondedOut || !employed.has(engagement)) continue;
      if (from <= end && (to === null || to > end)) vacant -= fte;
    }
    return vacant;
  });
}

/** Records that have just been read: what is derived from them is derived again. */
const asRead = (records: PlanRecords): PlanRecords => ({ ...records });

function benchMeasures(records: PlanRecords, whose: string, runs: number): Row {
  const reference = timed(runs, () => void plainVacancies(records));
  const ms = timed(runs, () => {
    monthlySeries(asRead(records), FROM, TO, { counts: 'plan' }, 'local');
  });
  const people = records.workers.length.toLocaleString('en-GB');
  return {
    what: `Ten years of monthly measures of ${whose}, ${people} people: indexed, every measure`,
    ms,
    reference,
    ratio: reference / ms,
    against: 'vacant FTE alone, every record looked at for every month',
  };
}

/** Milliseconds from pressing Undo or Redo to the list of people saying another number. */
function takenBack(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const said = () => document.querySelector('main p[role="status"]')?.textContent;
        const before = said();
        const start = performance.now();
        const redo = 'button[aria-label^="Redo: "]:not([disabled])';
        const undo = 'button[aria-label^="Undo: "]';
        const button = document.querySelector(redo) ?? document.querySelector(undo);
        (button as HTMLButtonElement).click();
        const look = () => {
          if (said() === before) return void requestAnimationFrame(look);
          requestAnimationFrame(() => resolve(performance.now() - start));
        };
        requestAnimationFrame(look);
      }),
  );
}

/** A data folder with the borough, in which somebody has just been recorded as a leaver. */
async function makeBorough(folder: string): Promise<void> {
  const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
  const call = async (name: string, input: object) => {
    const answer = await backend.call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.fault.message}`);
    return answer.value as Record<string, never>;
  };
  const { plan } = await call('library.addSample', { sample: 'fictional-borough' });
  const { engagements } = (await call('records.read', { plan })) as unknown as PlanRecords;
  const here = engagements.find(({ from, to }) => to === null && from < '2024-01-01');
  const { revision } = await call('history.standing', { plan });
  const leaver = { engagement: here?.id, lastDay: '2026-03-31' };
  await call('workforce.leave', { plan, revision, ...leaver });
  await call('preferences.change', { lastPlan: plan });
  await backend.close();
}

async function benchPages(page: Page): Promise<Row[]> {
  const frames = await medianOf(CHANGES, () => twoFrames(page));
  const rows = { selector: 'main tbody tr', count: 8 };
  const establishment = await changesFromHistory(page, CHANGES, '#/establishment', rows);
  const workforce = await changesFromHistory(page, CHANGES, '#/workforce', rows);
  const undone = await medianOf(CHANGES, () => takenBack(page));
  const row = (what: string, ms: number): Row => ({
    what,
    ms,
    reference: frames,
    ratio: frames / ms,
    against: 'two frames of the browser drawing nothing new',
  });
  return [
    row('Change to Establishment of the borough, ten years and 63 teams', establishment),
    row('Change to Workforce of the borough: every spell, the first page', workforce),
    row('Undo or redo a leaver on Workforce, until the list says so', undone),
  ];
}

/** The records’ rows of the performance table. */
export async function benchRecords(): Promise<Row[]> {
  const measures = [
    benchMeasures(fictionalBorough().records, 'the fictional borough', 9),
    benchMeasures(fictionalBorough({ scale: ENGLAND }).records, 'a plan the size of England', 3),
  ];
  const data = mkdtempSync(join(tmpdir(), 'tenure-bench-'));
  await makeBorough(data);
  const tenure = await launchTenure({ data });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(tenure.address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return [...measures, ...(await benchPages(page))];
  } finally {
    await browser.close();
    await tenure.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
