/** What leaves the plan about a member says nothing of a fail or a concern unless asked to. */
import { describe, expect, it } from 'vitest';
import { decisionWords, freeText, outcomeWords } from '../../../src/domain/asye/sensitive.ts';
import { DECISIONS, OUTCOMES } from '../../../src/domain/asye/types.ts';

describe('in plain detail', () => {
  it('a fail reads like every other ending but a pass', () => {
    const said = new Set(
      OUTCOMES.filter((one) => one !== 'pass').map((one) => outcomeWords(one, 'plain')),
    );
    expect([...said]).toEqual(['Left the programme']);
    expect(outcomeWords('pass', 'plain')).toBe('Completed');
    expect(outcomeWords(null, 'plain')).toBe('');
  });

  it('a decision to fail reads like a deferral', () => {
    expect(DECISIONS.map((one) => decisionWords(one, 'plain'))).toEqual([
      'Pass',
      'Not passed at this panel',
      'Not passed at this panel',
    ]);
  });

  it('free text is left out', () => {
    expect(freeText('Support plan agreed', 'plain')).toBe('');
    expect(freeText('Support plan agreed', 'full')).toBe('Support plan agreed');
  });
});

it('in full, each ending has words of its own', () => {
  expect(new Set(OUTCOMES.map((one) => outcomeWords(one, 'full'))).size).toBe(OUTCOMES.length);
});
