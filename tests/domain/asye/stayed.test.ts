/** Whether a member was still employed here 12, 24 and 36 months on. */
import { expect, it } from 'vitest';
import { staysOf } from '../../../src/domain/asye/stayed.ts';
import { indexRecords } from '../../../src/domain/records/indexRecords.ts';
import { plan } from '../records/builder.ts';

it('counts who is employed at the close of the day, under whatever contract', () => {
  const { records, person } = plan();
  // Fixed term, made permanent the next day; their last day is two years after the start.
  person({ from: '2022-09-05', to: '2023-09-04', basis: 'fixed-term' });
  person({ worker: 1, from: '2023-09-05', to: '2024-09-05' });
  const spells = indexRecords(records).spellsOf.get(1)!;
  const member = { startedOn: '2022-09-05', completedOn: '2023-09-04' };
  expect(staysOf(spells, member, '2025-01-01')).toEqual([
    { since: 'start', months: 12, on: '2023-09-05', here: true },
    // Gone at the close of their last day.
    { since: 'start', months: 24, on: '2024-09-05', here: false },
    { since: 'completion', months: 12, on: '2024-09-04', here: true },
  ]);
  expect(staysOf(spells, { startedOn: null, completedOn: null }, '2025-01-01')).toEqual([]);
});
