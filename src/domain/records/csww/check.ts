/** A built return against the schema of 2022: every finding in words, with whom and what to do. */
import { checkElement } from '../../importing/csww/check.ts';
import { RETURN_FIELDS } from '../../importing/csww/document.ts';
import type { XmlElement } from '../../importing/csww/elements.ts';
import { HEADER_RULE, VACANCIES_RULE, WORKER_RULE } from '../../importing/csww/schema2022.ts';
import { elementLabel } from './fields.ts';
import type { PutRightIn } from './issues.ts';

/** Where a return breaks a rule of the schema. */
export interface ReturnFinding {
  /** The element's name in the return. */
  element: string;
  words: string;
  remedy: string;
  /** Null where the return as a whole is meant. */
  worker: number | null;
  /** What the return says there; personal, as the name is. */
  written: string;
  putRightIn: PutRightIn | null;
}

const RETURN_ONLY = new Set<string>(RETURN_FIELDS);
const RULES = { Header: HEADER_RULE, LALevelVacancies: VACANCIES_RULE, CSWWWorker: WORKER_RULE };

function whatToDo(element: string, missing: boolean): Pick<ReturnFinding, 'remedy' | 'putRightIn'> {
  if (element === 'LEA') {
    return { remedy: 'Enter the authority’s number on this page.', putRightIn: null };
  }
  if (element === 'SWENo') {
    const remedy = `${missing ? 'Add' : 'Correct'} the number in the person’s record.`;
    return { remedy, putRightIn: 'identity' };
  }
  if (RETURN_ONLY.has(element)) {
    const remedy = missing
      ? 'Import a return that has it, and keep its personal data.'
      : 'Correct it where the return came from, import that return again and keep its personal data.';
    return { remedy, putRightIn: null };
  }
  return { remedy: 'Correct it in the person’s record.', putRightIn: 'record' };
}

/** “SWENo is missing.” as people say it: “Social Work England number is missing.” */
function inPlainWords(element: string, words: string): string {
  return words.startsWith(`${element} `)
    ? `${elementLabel(element)}${words.slice(element.length)}`
    : words;
}

/**
 * Everything in which a return departs from the schema of 2022.
 *
 * @param elements - the elements directly under the root, as read from the XML itself
 * @param workers - whom each CSWWWorker is about, in their order
 */
export function checkReturn(
  elements: readonly XmlElement[],
  workers: readonly number[],
): ReturnFinding[] {
  const findings: ReturnFinding[] = [];
  let at = 0;
  for (const element of elements) {
    const worker = element.name === 'CSWWWorker' ? (workers[at++] ?? null) : null;
    const rule = RULES[element.name as keyof typeof RULES];
    for (const problem of checkElement(element, rule)) {
      const missing = problem.words.endsWith(' is missing.');
      findings.push({
        element: problem.element,
        words: inPlainWords(problem.element, problem.words),
        worker,
        written: problem.written,
        ...whatToDo(problem.element, missing),
      });
    }
  }
  if (at === 0) {
    findings.push({
      element: 'CSWWWorker',
      words: 'There is nobody in the return.',
      remedy: 'Record who works here, or import people.',
      worker: null,
      written: '',
      putRightIn: null,
    });
  }
  return findings;
}
