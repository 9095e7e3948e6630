/** What the Establishment page works out before it draws: rows, what is behind a figure, effects. */
import { measureCards } from '../../src/app/components/workforce/measures.ts';
import { ratesAt } from '../../src/domain/records/rates.ts';
import { describe, expect, it } from 'vitest';
import { behindFigure, onlyIn } from '../../src/app/components/establishment/behind.ts';
import { effectOf, entryOfStep } from '../../src/app/components/establishment/changing.ts';
import { COLUMNS, columnsFor, changeText } from '../../src/app/components/establishment/columns.ts';
import { dateChoices, monthEndBeside } from '../../src/app/components/establishment/dates.ts';
import { outcomeOf } from '../../src/app/components/establishment/reorganising.ts';
import { treeRows } from '../../src/app/components/establishment/tree.ts';
import { fteText, readFte } from '../../src/app/components/establishment/words.ts';
import { establishmentTable } from '../../src/domain/records/stock.ts';
import { plan, wte } from '../domain/records/builder.ts';

const ALL = { counts: 'all' } as const;
const column = (id: string) => COLUMNS.find((one) => one.id === id)!;

describe('FTE in fields', () => {
  it('reads numbers up to six decimals and nothing else, and shows two', () => {
    expect(readFte('0.6')).toBe(600_000);
    expect(readFte(' 2 ')).toBe(2_000_000);
    expect(['0', '', '-1', '1.1234567', 'one', '1,5'].map(readFte)).toEqual(Array(6).fill(null));
    expect(fteText(702_703)).toBe('0.7');
  });
});

describe('the tree', () => {
  it('shows a team that moved under both services, so that each change sums', () => {
    const build = plan();
    const other = build.service('Localities');
    build.post({ fte: 3 });
    build.period(1, 'Team A', other, '2025-04-01');
    const before = establishmentTable(build.records, '2025-03-31', ALL);
    const now = establishmentTable(build.records, '2025-04-30', ALL);
    const rows = treeRows(now, before, new Set(['s1', `s${other}`]));
    const change = (key: string) => {
      const row = rows.find((one) => one.key === key)!;
      return changeText(column('establishment'), row.before, row.now, 'local');
    };
    expect(rows.map(({ key }) => key)).toEqual(['all', 's2', 's2t1', 's1', 's1t1']);
    expect(['all', 's2t1', 's1t1'].map(change)).toEqual(['0', '+3', '−3']);
  });

  it('has columns for frozen and grant-funded posts only where there are any', () => {
    const build = plan();
    build.post({ frozen: true });
    const ids = columnsFor(build.records).map(({ id }) => id);
    expect(ids).toContain('frozen');
    expect(ids).not.toContain('grant');
  });

  it('says nothing of posts and vacancies before a post is on record', () => {
    const build = plan();
    build.person({ from: '2024-01-01' });
    expect(columnsFor(build.records).map(({ id }) => id)).toEqual(['inPost', 'headcount']);
    const [vacancy, , agency, uncovered] = measureCards(
      ratesAt(build.records, '2024-06-30', ALL, 'local'),
    );
    expect([vacancy, agency, uncovered].map((card) => card?.figure)).toEqual([
      ...['No figure', 'No figure', 'No figure'],
    ]);
    expect(vacancy?.made).toBe('No post is on record: that is not none vacant.');
  });

  it('says nothing of agency cover before an agency worker is on record', () => {
    const build = plan();
    build.post();
    const cover = () =>
      columnsFor(build.records)
        .map(({ id }) => id)
        .filter((id) => id === 'covering' || id === 'uncovered');
    expect(cover()).toEqual([]);
    build.person({ from: '2024-01-01', basis: 'agency' });
    expect(cover()).toEqual(['covering', 'uncovered']);
  });
});

describe('behind a figure', () => {
  it('are the posts and people of the teams and roles that have a part in it', () => {
    const build = plan();
    const full = build.team('Team B');
    build.post({ fte: 2, postRef: 'A1' });
    build.post({ team: full });
    build.person({ from: '2024-01-01' });
    build.person({ from: '2024-01-01' }, [{ team: full }]);
    const vacant = behindFigure(build.records, '2025-01-31', ALL, column('vacant'));
    expect(vacant.map(({ name }) => name)).toEqual(['Social worker, Team A']);
    expect(vacant[0]!.lines.map(({ postRef }) => postRef)).toEqual(['A1']);
    expect(vacant[0]!.people.map(({ who }) => who)).toEqual(['P1']);
  });

  it('a difference, is what is at one date only', () => {
    const build = plan();
    build.person({ from: '2024-01-01' });
    build.person({ from: '2025-01-01' });
    const every = { ...column('headcount'), from: () => true };
    const at = (date: string) => behindFigure(build.records, date, ALL, every);
    const joined = onlyIn(at('2025-01-31'), at('2024-12-31'));
    expect(joined.flatMap(({ people }) => people.map(({ who }) => who))).toEqual(['P2']);
    expect(onlyIn(at('2024-12-31'), at('2025-01-31'))).toEqual([]);
  });
});

describe('a change being prepared', () => {
  it('shows vacancies before and after, or the entry that cannot be', () => {
    const build = plan();
    const line = build.post({ fte: 4, fundedTo: '2025-03-31' });
    build.person({ from: '2024-01-01' });
    const add = {
      ...{ kind: 'add' as const, team: 1, role: 1, fte: wte(1), funding: 'base' as const },
      ...{ frozen: false, postRef: null, until: null },
    };
    const effect = effectOf(build.records, '2025-02-01', [add, add], ALL);
    expect(
      effect.ok &&
        effect.rows.map(({ level, before, after }) => [level, before.vacant, after.vacant]),
    ).toEqual([
      ['team', wte(3), wte(5)],
      ['role', wte(3), wte(5)],
      ['all', wte(3), wte(5)],
    ]);
    const end = { kind: 'end' as const, line };
    const late = effectOf(build.records, '2025-06-01', [add, add, end], ALL);
    expect(late).toMatchObject({ ok: false, step: 2 });
    expect(entryOfStep([{ steps: [add, add] }, { steps: [end] }], 2)).toBe(1);
    expect(entryOfStep([{ steps: [add] }], undefined)).toBe(-1);
  });

  it('shows the structure as it will be', () => {
    const build = plan();
    const outcome = outcomeOf(build.records, '2025-04-01', [
      { kind: 'open-service', name: 'Localities' },
      { kind: 'move-team', team: 1, service: 'Localities' },
    ]);
    expect(outcome.ok && outcome.structure.map(({ name, teams }) => [name, teams.length])).toEqual([
      ['Family support', 0],
      ['Localities', 1],
    ]);
  });
});

describe('dates', () => {
  it('offers today, month ends, 30 September and 31 March', () => {
    const [now, months, census, years] = dateChoices('2025-11-22', '2023-05-01');
    expect(now!.choices[0]!.label).toBe('Today, 22 November 2025');
    expect(months!.choices[0]!.date).toBe('2025-10-31');
    expect(census!.choices.map(({ date }) => date)).toEqual([
      '2025-09-30',
      '2024-09-30',
      '2023-09-30',
    ]);
    expect(years!.choices[0]!.date).toBe('2026-03-31');
    expect(monthEndBeside('2025-09-30', 1)).toBe('2025-10-31');
    expect(monthEndBeside('2025-09-15', 1)).toBe('2025-09-30');
    expect(monthEndBeside('2025-09-30', -1)).toBe('2025-08-31');
  });
});
