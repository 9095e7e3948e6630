/** A version of a programme as its form holds it, and reading it. */
import { dateInWords, type IsoDate } from '../../../../domain/calendar.ts';
import { freeKey, templateProblem } from '../../../../domain/asye/templateCheck.ts';
import {
  FIRST_AFTER_END,
  type MilestoneKind,
  type Offset,
  type PaymentKind,
  type ProgrammeTemplate,
} from '../../../../domain/asye/template.ts';
import type { ProgrammeVersion } from '../../../../domain/asye/types.ts';
import { readTypedDate } from '../../../tables/typedDate.ts';
import { decidingPanelDraft, readDecidingPanel, type DecidingPanelDraft } from './decidingPanel.ts';

type Unit = Offset['unit'];

/** `id` keeps a row's place on screen; `key` is what records name it by, null for a new one. */
interface Part {
  id: number;
  key: string | null;
  name: string;
}
export interface MilestoneDraft extends Part {
  kind: MilestoneKind['kind'];
  count: string;
  unit: Unit;
  proRata: boolean;
}
export interface EvidenceDraft extends Part {
  count: string;
}
export interface PaymentDraft extends Part {
  pounds: string;
  due: PaymentKind['due'];
}
export interface PhaseDraft {
  id: number;
  every: string;
  everyUnit: Unit;
  /** Empty: to the end. */
  until: string;
  untilUnit: Unit;
}

export interface VersionDraft {
  appliesFrom: string;
  appliesTo: string;
  months: string;
  proRata: boolean;
  caseload: string;
  protectedTime: string;
  milestones: MilestoneDraft[];
  evidence: EvidenceDraft[];
  supervision: PhaseDraft[];
  payments: PaymentDraft[];
  decidingPanel: DecidingPanelDraft;
  closesOn: string;
  source: string;
  reason: string;
}

let lastId = 0;
const nextId = () => ++lastId;
const dateText = (date: IsoDate | null) => (date === null ? '' : dateInWords(date));

export const newMilestone = (): MilestoneDraft => ({
  ...{ id: nextId(), key: null, name: '', kind: 'step', count: '', unit: 'months', proRata: true },
});
export const newEvidence = (): EvidenceDraft => ({ id: nextId(), key: null, name: '', count: '3' });
export const newPayment = (): PaymentDraft => ({
  ...{ id: nextId(), key: null, name: '', pounds: '', due: 'completion' },
});
export const newPhase = (): PhaseDraft => ({
  ...{ id: nextId(), every: '1', everyUnit: 'months', until: '', untilUnit: 'months' },
});

/** What a programme of the council's own begins with. */
export const BLANK: ProgrammeTemplate = {
  ...{ months: 12, proRata: true, caseloadPercent: 90, protectedPercent: 10 },
  ...{ milestones: [], evidence: [], supervision: [], payments: [], closesOn: null },
  decidingPanel: FIRST_AFTER_END,
};

/** A template as typed. */
function templateDraft(template: ProgrammeTemplate) {
  return {
    months: String(template.months),
    proRata: template.proRata,
    caseload: String(template.caseloadPercent),
    protectedTime: String(template.protectedPercent),
    milestones: template.milestones.map(({ due, ...part }) => ({
      ...{ ...part, id: nextId(), count: String(due.count), unit: due.unit },
    })),
    evidence: template.evidence.map((part) => ({
      ...{ ...part, id: nextId(), count: String(part.count) },
    })),
    supervision: template.supervision.map(({ every, until }) => ({
      ...{ id: nextId(), every: String(every.count), everyUnit: every.unit },
      ...{ until: until === null ? '' : String(until.count), untilUnit: until?.unit ?? 'months' },
    })),
    payments: template.payments.map(({ pence, ...part }) => ({
      ...{ ...part, id: nextId(), pounds: poundsField(pence) },
    })),
    decidingPanel: decidingPanelDraft(template.decidingPanel),
    closesOn: dateText(template.closesOn),
  };
}

/** A new version's form, begun from an earlier template. */
export function newVersionDraft(
  template: ProgrammeTemplate,
  appliesTo: IsoDate | null,
): VersionDraft {
  const dates = { appliesFrom: '', appliesTo: dateText(appliesTo) };
  return { ...templateDraft(template), ...dates, source: '', reason: '' };
}

/** The form of a version to correct. */
export function versionDraft(version: ProgrammeVersion): VersionDraft {
  const { appliesFrom, appliesTo, source, reason } = version;
  const dates = { appliesFrom: dateText(appliesFrom), appliesTo: dateText(appliesTo) };
  return { ...templateDraft(version.template), ...dates, source, reason };
}

/** Pence as a form's field shows them: `1000`, `1234.50`. */
function poundsField(pence: number): string {
  return pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2);
}

/** Pence from pounds as typed: `1000`, `£1,000`, `1234.50`; null when it is no amount. */
export function readPounds(text: string): number | null {
  const tidy = text.trim().replace(/^£/, '').replaceAll(',', '');
  return /^\d{1,6}(\.\d{1,2})?$/.test(tidy) ? Math.round(Number(tidy) * 100) : null;
}

/** Every problem of a form by its field. */
export type Problems = Record<string, string>;

/** A whole number as typed; null when it is none, or beyond its bounds. */
export function wholeNumber(text: string, least: number, most: number): number | null {
  const tidy = text.trim();
  const value = /^\d{1,3}$/.test(tidy) ? Number(tidy) : null;
  return value !== null && value >= least && value <= most ? value : null;
}

export const wholeProblem = (least: number, most: number) =>
  `Enter a whole number from ${least} to ${most}.`;

class Reader {
  readonly problems: Problems = {};

  number(field: string, text: string, least: number, most: number): number {
    const value = wholeNumber(text, least, most);
    if (value === null) this.problems[field] = wholeProblem(least, most);
    return value ?? least;
  }

  name(field: string, text: string): string {
    if (text.trim() === '') this.problems[field] = 'Enter a name.';
    return text.trim();
  }

  date(field: string, text: string): IsoDate | null {
    if (text.trim() === '') return null;
    const date = readTypedDate(text);
    if (date === null) this.problems[field] = 'Enter a real date, for example 1 April 2027.';
    return date;
  }
}

/** Keys of the parts, those of new ones made from their names. */
function keysOf(parts: readonly Part[]): string[] {
  const taken = parts.flatMap(({ key }) => key ?? []);
  return parts.map(({ key, name }) => {
    if (key !== null) return key;
    const made = freeKey(name, taken);
    taken.push(made);
    return made;
  });
}

const at = (list: string, index: number, field: string) => `template.${list}.${index}.${field}`;

/** The template a form holds, and what is wrong with it by field. */
export function readTemplate(draft: VersionDraft): {
  template: ProgrammeTemplate;
  problems: Problems;
} {
  const read = new Reader();
  const milestoneKeys = keysOf(draft.milestones);
  const evidenceKeys = keysOf(draft.evidence);
  const paymentKeys = keysOf(draft.payments);
  const template: ProgrammeTemplate = {
    months: read.number('template.months', draft.months, 1, 60),
    proRata: draft.proRata,
    caseloadPercent: read.number('template.caseloadPercent', draft.caseload, 0, 100),
    protectedPercent: read.number('template.protectedPercent', draft.protectedTime, 0, 100),
    milestones: draft.milestones.map(({ name, kind, count, unit, proRata }, index) => ({
      ...{ key: milestoneKeys[index]!, kind, proRata },
      name: read.name(at('milestones', index, 'name'), name),
      due: { unit, count: read.number(at('milestones', index, 'due'), count, 0, 120) },
    })),
    evidence: draft.evidence.map(({ name, count }, index) => ({
      key: evidenceKeys[index]!,
      name: read.name(at('evidence', index, 'name'), name),
      count: read.number(at('evidence', index, 'count'), count, 1, 50),
    })),
    supervision: draft.supervision.map(({ every, everyUnit, until, untilUnit }, index) => ({
      every: {
        unit: everyUnit,
        count: read.number(at('supervision', index, 'every'), every, 1, 120),
      },
      until:
        until.trim() === ''
          ? null
          : {
              unit: untilUnit,
              count: read.number(at('supervision', index, 'until'), until, 1, 120),
            },
    })),
    payments: draft.payments.map(({ name, pounds, due }, index) => {
      const pence = readPounds(pounds);
      if (pence === null || pence > 100_000_00) {
        read.problems[at('payments', index, 'pence')] = 'Enter an amount up to £100,000.';
      }
      return {
        ...{ key: paymentKeys[index]!, pence: pence ?? 0, due },
        name: read.name(at('payments', index, 'name'), name),
      };
    }),
    decidingPanel: readDecidingPanel(draft.decidingPanel, (field, text) =>
      read.number(`template.decidingPanel.${field}`, text, 0, 120),
    ),
    closesOn: read.date('template.closesOn', draft.closesOn),
  };
  const wrong = templateProblem(template);
  if (wrong && Object.keys(read.problems).length === 0) {
    read.problems[`template.${wrong.field}`] = wrong.problem;
  }
  return { template, problems: read.problems };
}

/** What the command takes, and what is wrong with it by field. */
export function readVersion(draft: VersionDraft) {
  const { template, problems } = readTemplate(draft);
  const read = new Reader();
  const appliesFrom = read.date('appliesFrom', draft.appliesFrom);
  if (draft.appliesFrom.trim() === '') {
    read.problems['appliesFrom'] = 'Enter the first day somebody can start on it.';
  }
  const appliesTo = read.date('appliesTo', draft.appliesTo);
  const { source, reason } = draft;
  return {
    about: { appliesFrom: appliesFrom ?? '', appliesTo, template, source, reason },
    problems: { ...read.problems, ...problems },
  };
}
