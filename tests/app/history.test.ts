import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../src/contract/history.ts';
import { byDay, matching, reversedByGoingBack } from '../../src/app/components/history/days.ts';
import { emptyPlan, openTest } from '../backend/support.ts';

function entry(number: number, more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    entry: number,
    at: '2025-05-03T13:32:00.000Z',
    who: 'Jane',
    words: `Change ${number}`,
    kind: 'change',
    reverses: null,
    changesRows: true,
    undone: false,
    whyNot: null,
    ...more,
  };
}

describe('the history by day', () => {
  it('groups by local day and names today and yesterday', () => {
    const days = byDay(
      [
        entry(3, { at: new Date(2025, 4, 3, 14, 32).toISOString() }),
        entry(2, { at: new Date(2025, 4, 3, 0, 5).toISOString() }),
        entry(1, { at: new Date(2025, 4, 2, 23, 55).toISOString() }),
      ],
      new Date(2025, 4, 3, 18, 0),
    );
    expect(days.map(({ words, entries }) => [words, entries.length])).toEqual([
      ['Today, Saturday 3 May 2025', 2],
      ['Yesterday, Friday 2 May 2025', 1],
    ]);
  });

  it('finds entries that have every word typed', () => {
    const entries = [
      entry(1, { words: 'Set vacancies to 41' }),
      entry(2, { words: 'Added a year' }),
    ];
    expect(matching(entries, 'jane VACANCIES')).toEqual([entries[0]]);
    expect(matching(entries, '  ')).toHaveLength(2);
  });
});

describe('going back', () => {
  it('says beforehand how many changes it will undo, whatever was done before', async () => {
    const step = fc.constantFrom('change', 'undo', 'redo', 'undoOlder');
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 9 }),
        fc.nat(),
        async (steps, at) => {
          const backend = openTest();
          const plan = await emptyPlan(backend);
          const attempt = async (name: string, input: object) => {
            const revision = await backend.revision(plan);
            return backend.call(name, { plan, revision, ...input });
          };
          let number = 0;
          for (const each of steps) {
            if (each === 'change') {
              number += 1;
              await attempt('source.add', { name: `Source ${number}`, publishedOn: null });
            } else if (each === 'undoOlder') {
              const { entries } = await backend.ok('history.list', { plan });
              const older = entries.filter(({ whyNot }) => whyNot === null).at(-1);
              if (older) await attempt('history.undo', { entry: older.entry });
            } else await attempt(`history.${each}`, {});
          }
          const { entries } = await backend.ok('history.list', { plan });
          const target = entries[at % entries.length]?.entry ?? 0;
          const said = reversedByGoingBack(entries, target).length;
          const answer = await attempt('history.undoTo', { entry: target });
          // Nothing to undo is refused, or does nothing.
          expect(answer.ok ? (answer.value as { undone: number }).undone : 0).toBe(said);
        },
      ),
      { numRuns: 25 },
    );
  });
});
