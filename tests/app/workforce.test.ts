/** The Workforce page's lists: who is in them, and that their parts make the whole. */
import { describe, expect, it } from 'vitest';
import {
  filtered,
  peopleRows,
  type PeopleFilter,
} from '../../src/app/components/workforce/people.ts';
import {
  breakdowns,
  columnsOf,
  monthRows,
} from '../../src/app/components/workforce/movementTables.ts';
import { bridgeSummary } from '../../src/app/components/workforce/bridgeSteps.ts';
import { recordsBridge } from '../../src/domain/records/recordsBridge.ts';
import { firstDate, periodChoices } from '../../src/app/components/workforce/periods.ts';
import { movementsIn } from '../../src/domain/records/movements.ts';
import { recordsReach } from '../../src/domain/records/reach.ts';
import { plan } from '../domain/records/builder.ts';

const ALL: PeopleFilter = {
  ...{ who: 'all', text: '', team: null, role: null, basis: null, route: null },
  ...{ started: null, left: null },
};

function someRecords() {
  const { records, person, absent } = plan();
  person({ from: '2020-04-01' });
  person({ from: '2020-04-01', to: '2024-09-30', leavingReason: 1 });
  person({ from: '2021-01-01', basis: 'agency' });
  person({ from: '2025-06-01', offerAcceptedOn: '2025-01-10' });
  absent(person({ from: '2022-05-09', to: '2025-03-31' }), 'MAT', '2025-01-01');
  person({ from: '2023-01-01' }, [{ secondedOut: true }]);
  Object.assign(records.workers[0]!, { name: 'Amira Ali' });
  return records;
}

describe('the people list', () => {
  it('says how everybody stands at a date, the latest start first', () => {
    const rows = peopleRows(someRecords(), '2025-02-01');
    expect(rows.map(({ worker, standing }) => [worker.ref, standing])).toEqual([
      ['P4', 'Offer accepted'],
      ['P6', 'Seconded out'],
      ['P5', 'Away'],
      ['P3', 'Agency'],
      ['P2', 'Left'],
      ['P1', 'In post'],
    ]);
  });

  it('counts somebody as gone at the close of their last day', () => {
    const onLastDay = peopleRows(someRecords(), '2024-09-30').find(
      ({ worker }) => worker.ref === 'P2',
    );
    expect(onLastDay?.who).toBe('gone');
    expect(onLastDay?.team).toBe('Team A');
  });

  it('keeps what a filter asks for', () => {
    const rows = peopleRows(someRecords(), '2025-02-01');
    const refs = (filter: Partial<PeopleFilter>, byName = true) =>
      filtered(rows, { ...ALL, ...filter }, byName).map(({ worker }) => worker.ref);
    expect(refs({ who: 'coming' })).toEqual(['P4']);
    expect(refs({ basis: 'agency' })).toEqual(['P3']);
    expect(refs({ left: { from: '2024-04-01', to: '2025-03-31' } })).toEqual(['P5', 'P2']);
    expect(refs({ text: 'amira' })).toEqual(['P1']);
    // A search that found a hidden name would tell it.
    expect(refs({ text: 'amira' }, false)).toEqual([]);
  });
});

describe('what changed the vacancies', () => {
  it('adds up in words as on the chart, changes in establishment included', () => {
    const p = plan();
    p.post({ fte: 3 });
    p.post({ fte: 1, fundedFrom: '2024-09-01' });
    p.person({ from: '2020-04-01' });
    p.person({ from: '2020-04-01', to: '2024-06-30' });
    p.person({ from: '2025-01-06' }, [{ fte: 0.6 }]);
    p.person({ from: '2020-04-01' }, [{ to: '2024-12-31' }, { from: '2025-01-01', fte: 0.5 }]);
    const bridge = recordsBridge(p.records, '2024-03-31', '2025-03-31', { counts: 'plan' });
    // 0 vacant, + 1 post + 1 leaver − 0.6 starter + 0.5 hours: 1.9.
    expect(bridgeSummary(bridge)).toBe(
      'Vacancies rose by 1.9 FTE: changes in establishment +1, leavers +1, starters −0.6, all else +0.5. Every part of it is explained by the records.',
    );
  });
});

describe('the periods', () => {
  it('opens where the records stop, when they stopped months ago', () => {
    const records = someRecords();
    expect(recordsReach(records, '2025-04-20')).toBe('2025-04-20');
    expect(recordsReach(records, '2026-11-21')).toBe('2025-06-30');
  });

  it('is not misled by last days that were agreed when a contract began', () => {
    const { records, person } = plan();
    person({ from: '2024-04-01' });
    person({ from: '2024-09-02', to: '2026-10-31', basis: 'agency' });
    expect(recordsReach(records, '2026-11-21')).toBe('2024-09-30');
  });

  it('begins when somebody is first placed, not when their contract began', () => {
    const { records, person } = plan();
    person({ from: '1998-09-01' }, [{ from: '2016-04-01' }]);
    expect(firstDate(records, '2025-02-10')).toBe('2016-04-01');
  });

  it('offers twelve months and every year since the first employee', () => {
    const [last, ...years] = periodChoices(someRecords(), '2025-02-10', 4);
    expect(last).toMatchObject({ from: '2024-03-01', to: '2025-02-10' });
    expect(years.map(({ label }) => label)).toEqual([
      '2024-25',
      '2023-24',
      '2022-23',
      '2021-22',
      '2020-21',
    ]);
  });
});

describe('the movements', () => {
  it('add up, by month and by what was recorded', () => {
    const movements = movementsIn(someRecords(), '2024-03-01', '2025-06-10', { counts: 'plan' });
    const rows = monthRows(movements);
    expect(rows[0]?.label).toBe('June 2025, to 10');
    expect(rows).toHaveLength(16);
    for (const { kind } of columnsOf(movements)) {
      const byMonth = rows.reduce((all, row) => all + row.of[kind].length, 0);
      expect(byMonth).toBe(movements[kind].length);
    }
    const [byReason] = breakdowns(movements);
    expect(byReason?.rows.map(({ label, movements: some }) => [label, some.length])).toEqual([
      ['Resignation', 1],
      ['Not recorded', 1],
    ]);
  });
});
