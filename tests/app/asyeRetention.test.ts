/** The Retention tab's groups, its chart, and what its files leave out. */
import { describe, expect, it } from 'vitest';
import {
  chartOf,
  curvesOf,
  filesOf,
  tableOf,
} from '../../src/app/components/asye/retention/curves.ts';
import { firstReached, retentionRows } from '../../src/app/components/asye/retention/rows.ts';
import { shareFileRows } from '../../src/app/components/asye/retention/shareFile.ts';
import { summaryOf } from '../../src/app/components/asye/retention/words.ts';
import { followedPeople, type From } from '../../src/domain/asye/followed.ts';
import { retentionBy, type Grouping } from '../../src/domain/asye/retention.ts';
import { addMonths } from '../../src/domain/calendar.ts';
import { memberPlan } from '../domain/asye/memberPlan.ts';

const AS_AT = '2025-01-01';

/** Starts a year apart: 20 of whom 2 leave after six months, 20 of whom 7, 30 of whom 6, and 3. */
function rowsBy(by: Grouping, from: From = 'start') {
  const made = memberPlan();
  const starts: [number, string, number][] = [
    [20, '2020-09-01', 2],
    [20, '2021-09-01', 7],
    [30, '2022-09-01', 6],
    [3, '2024-09-01', 0],
  ];
  for (const [n, on, leavers] of starts) {
    for (let i = 0; i < n; i++) made.member(on, { leaves: i < leavers ? addMonths(on, 6) : null });
  }
  made.people.person({ from: '2015-09-01', route: 1 });
  const { people } = followedPeople(
    { asye: made.asye, records: made.records, routes: new Set([1]) },
    AS_AT,
  );
  const choice = { by, asAt: AS_AT, startMonth: 4 };
  const naming = { ...choice, records: made.records, cohorts: made.asye.cohorts };
  return retentionBy(people, { ...choice, from }).flatMap((part) => retentionRows(part, naming));
}

describe('the groups', () => {
  it('are named under their part, and by themselves where they stand alone', () => {
    expect(rowsBy('year').map(({ label, name }) => [label, name])).toEqual([
      ['All cohort members', 'All cohort members'],
      ['2020-21', '2020-21'],
      ['2021-22', '2021-22'],
      ['2022-23', '2022-23'],
      ['2024-25', '2024-25'],
      ['Not in a cohort', 'Not in a cohort'],
      ['2015-16', '2015-16, not in a cohort'],
    ]);
    expect(rowsBy('cohort').map(({ label }) => label)).toEqual([
      'All cohort members',
      'Autumn',
      'Not in a cohort',
    ]);
    expect(rowsBy('route').map(({ label }) => label)[1]).toBe('Not recorded');
    expect(rowsBy('team').map(({ label }) => label)[1]).toBe('Team A');
  });

  it('are drawn from five people on, and say when they reach an anniversary', () => {
    const rows = rowsBy('year');
    expect(rows.map(({ canDraw }) => canDraw)).toEqual([
      ...[true, true, true, true, false, false, false],
    ]);
    expect(firstReached(rows[4]!.group.people, 'start', 12)).toBe('2025-09-01');
    expect(firstReached(rows[4]!.group.people, 'completion', 12)).toBeNull();
  });
});

describe('the chart', () => {
  it('has a band round one line and none round several, each with the same message', () => {
    const rows = rowsBy('year');
    const one = chartOf(curvesOf(rows.slice(0, 1), 'start', AS_AT));
    expect(one.bands).toHaveLength(1);
    expect(one.series[0]!.points).toHaveLength(37);
    const two = chartOf(curvesOf(rows.slice(1, 3), 'start', AS_AT));
    expect(two.bands).toEqual([]);
    expect(two.series.map(({ points }) => points.at(-1)?.label)).toEqual([
      '2020-21 90.0%',
      '2021-22 65.0%',
    ]);
    expect(summaryOf(curvesOf(rows.slice(1, 3), 'start', AS_AT), 'start')).toBe(
      'Had not left 12 months after starting: 2020-21, 90.0%; 2021-22, 65.0%.',
    );
    expect(summaryOf(curvesOf([rows[4]!], 'start', AS_AT), 'start')).toContain('nobody yet');
  });

  it('has a table with a row for each month', () => {
    const { columns, rows } = tableOf(curvesOf(rowsBy('year').slice(1, 2), 'start', AS_AT));
    expect(columns.map(({ label }) => label)).toEqual([
      ...['Months', '2020-21', '2020-21, 95% interval', '2020-21, still followed'],
    ]);
    expect(rows[0]).toEqual(['0', 100, null, 20]);
    // Two of twenty leave after six months: 18 / 20.
    expect(rows[6]).toEqual(['6', 90, '65.6% to 97.4%', 18]);
  });
});

describe('its files', () => {
  it('leave out points that show 1 to 4 people, and those that would give them away', () => {
    const rows = rowsBy('year');
    const curves = curvesOf(rows.slice(1, 4), 'start', AS_AT);
    const { table, facts, drawing } = filesOf(curves, 'start', AS_AT);
    // Month 6: 2, 7 and 6 have left. The first goes, and the second with it.
    expect(table.rows[6]).toEqual([
      '6',
      null,
      null,
      null,
      null,
      null,
      null,
      80,
      expect.any(String),
      24,
    ]);
    expect(table.rows[5]!.slice(0, 2)).toEqual(['5', 100]);
    expect(facts.summary).toContain('2020-21, left out; 2021-22, left out; 2022-23, 80.0%');
    expect(drawing.stops[0]![6]!.words).toBe('2020-21, 6 months: left out');
  });

  it('of the shares say what is left out, unless small numbers are wanted', () => {
    const rows = rowsBy('year');
    const about = { from: 'start', by: 'year', asAt: AS_AT } as const;
    const file = shareFileRows(rows, { ...about, withSmall: false });
    const line = (name: string, of = file) => of.find(([first]) => first === name)!.slice(0, 6);
    expect(line('2020-21')).toEqual(['2020-21', 20, '[c]', '[c]', '[c]', '[c]']);
    expect(line('2022-23')).toEqual(['2022-23', 30, 24, 80, 62.7, 90.5]);
    expect(line('2024-25')).toEqual(['2024-25', 0, null, null, null, null]);
    expect(JSON.stringify(file)).toContain('Counts of 1 to 4 are left out');
    const whole = shareFileRows(rows, { ...about, withSmall: true });
    expect(line('2020-21', whole).slice(1, 4)).toEqual([20, 18, 90]);
    expect(JSON.stringify(whole)).not.toContain('left out');
  });
});
