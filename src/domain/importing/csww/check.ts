/** Checks elements against the return's rules: order, how often, and what each says. */
import type { XmlElement } from './elements.ts';
import type { ElementRule } from './schema2022.ts';

/** Where a return breaks a rule, in words. */
export interface SchemaProblem {
  line: number;
  /** The element's name. */
  element: string;
  written: string;
  words: string;
}

/** Every way in which an element and what is inside it break a rule. */
export function checkElement(element: XmlElement, rule: ElementRule): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const say = (at: XmlElement, words: string) =>
    problems.push({ line: at.line, element: at.name, written: at.text, words });
  if (element.name !== rule.name) {
    say(element, `${element.name} stands where ${rule.name} belongs.`);
    return problems;
  }
  if (rule.children === undefined) {
    if (element.children.length > 0) say(element, `${rule.name} has elements inside it.`);
    else if (rule.value?.fits(element.text) === false) {
      say(element, `${rule.name} is not ${rule.value.words}.`);
    }
    return problems;
  }
  if (element.text !== '') say(element, `${rule.name} has words between its elements.`);
  return [...problems, ...checkChildren(element, rule.children)];
}

function checkChildren(parent: XmlElement, rules: readonly ElementRule[]): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const say = (at: XmlElement, element: string, words: string) =>
    problems.push({ line: at.line, element, written: at === parent ? '' : at.text, words });
  const counts = new Map<string, number>();
  let reached = 0;
  for (const child of parent.children) {
    const place = rules.findIndex(({ name }) => name === child.name);
    const rule = rules[place];
    if (rule === undefined) {
      say(child, child.name, `${child.name} is no element of ${parent.name}.`);
      continue;
    }
    const count = (counts.get(child.name) ?? 0) + 1;
    counts.set(child.name, count);
    if (count > 1 && !rule.repeats)
      say(child, child.name, `${child.name} is there more than once.`);
    if (place < reached) {
      say(
        child,
        child.name,
        `${child.name} comes after ${rules[reached]?.name ?? ''}, and belongs before it.`,
      );
    }
    reached = Math.max(reached, place);
    problems.push(...checkElement(child, rule));
  }
  for (const { name, needed } of rules) {
    if (needed && !counts.has(name)) say(parent, name, `${name} is missing.`);
  }
  return problems;
}
