/** People to be added to a cohort, as typed, and what is sent of them. */
import type { NewMember } from '../../../../contract/cohorts.ts';
import type { RouteIn } from '../../../../domain/asye/types.ts';
import type { IsoDate } from '../../../../domain/calendar.ts';
import { ONE_FTE, type Worker } from '../../../../domain/records/types.ts';
import { readFte, type useRecordForm } from '../../workforce/forms.ts';

export interface NewMemberDraft {
  /** Keeps its place while others go; never sent. */
  key: number;
  ref: string;
  name: string;
  sweNumber: string;
  routeIn: RouteIn | null;
  university: string;
  acceptedOn: string;
  expectedOn: string;
  team: number | null;
  fte: string;
}

type Form = ReturnType<typeof useRecordForm>;

/** The worker of the plan with a reference, whatever its case. */
export function workerWithRef(workers: readonly Worker[], ref: string): Worker | undefined {
  const typed = ref.trim().toLowerCase();
  return typed === '' ? undefined : workers.find((one) => one.ref.toLowerCase() === typed);
}

function optionalDate(form: Form, field: string, text: string): IsoDate | null {
  return text.trim() === '' ? null : form.writtenDate(field, text);
}

function readPlannedFte(form: Form, field: string, text: string): number | null {
  if (text.trim() === '') return null;
  const read = readFte(text);
  if (read === null || read === 0 || read > ONE_FTE) {
    form.problems[field] = 'Enter an FTE up to 1, or leave it empty.';
  }
  return read;
}

/** Reads the people typed; what is wrong stands beside its field. */
export function readNewMembers(
  form: Form,
  drafts: readonly NewMemberDraft[],
  workers: readonly Worker[],
): Partial<NewMember>[] & Pick<NewMember, 'worker'>[] {
  return drafts.map((draft, at) => {
    const field = (name: string) => `members.${at}.${name}`;
    const sweNumber = draft.sweNumber.replaceAll(/\s/g, '');
    if (draft.ref.trim() === '') form.problems[field('worker.ref')] = 'Enter a reference.';
    if (sweNumber !== '' && !/^[A-Za-z]{2}\d{10}$/.test(sweNumber)) {
      form.problems[field('worker.sweNumber')] = 'It is two letters and ten digits.';
    }
    const known = workerWithRef(workers, draft.ref);
    return {
      worker: known?.id ?? {
        ref: draft.ref.trim(),
        name: draft.name.trim() || null,
        sweNumber: sweNumber || null,
      },
      routeIn: draft.routeIn,
      university: draft.university.trim() || null,
      acceptedOn: optionalDate(form, field('acceptedOn'), draft.acceptedOn),
      expectedOn: optionalDate(form, field('expectedOn'), draft.expectedOn),
      team: draft.team,
      fte: readPlannedFte(form, field('fte'), draft.fte),
    };
  });
}
