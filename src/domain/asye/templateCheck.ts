/** What is wrong with a programme's template beyond its shape. */
import { dateAfter } from './programmeTime.ts';
import type { Offset, ProgrammeTemplate } from './template.ts';

export interface TemplateProblem {
  /** As a path: `supervision.1.until`. */
  field: string;
  problem: string;
}

/** Any day does to tell which of two times from the start is the later. */
const isLater = (a: Offset, b: Offset) => dateAfter('2025-09-01', a) > dateAfter('2025-09-01', b);

/** The first thing wrong, or null. Each step of supervision ends after the one before. */
export function templateProblem({
  milestones,
  supervision,
}: Pick<ProgrammeTemplate, 'milestones' | 'supervision'>): TemplateProblem | null {
  const names = milestones.map(({ name }) => name.toLowerCase());
  const twice = names.findIndex((name, at) => names.indexOf(name) < at);
  if (twice >= 0) {
    const problem = 'Two milestones have this name. Give each its own.';
    return { field: `milestones.${twice}.name`, problem };
  }
  for (const [at, { until }] of supervision.entries()) {
    const field = `supervision.${at}.until`;
    const before = supervision[at - 1]?.until;
    if (until === null && at < supervision.length - 1) {
      const problem = 'Only the last step goes on to the end. Say until when this one lasts.';
      return { field, problem };
    }
    if (until !== null && before && !isLater(until, before)) {
      return { field, problem: 'This step has to end later than the one before it.' };
    }
  }
  return null;
}

/** A key for a new part: its name in small letters and hyphens, and a number where it is taken. */
export function freeKey(name: string, taken: readonly string[]): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50);
  const plain = words === '' ? 'part' : words;
  let key = plain;
  for (let n = 2; taken.includes(key); n += 1) key = `${plain}-${n}`;
  return key;
}
