/** Reading what somebody typed into the forms of the Workforce page. */
import { reactive, ref } from 'vue';
import type { IsoDate } from '../../../domain/calendar.ts';
import type { ProposedRoute } from '../../../domain/records/codes.ts';
import { ONE_FTE, type Assignment, type Covers } from '../../../domain/records/types.ts';
import type { Placement } from '../../../contract/records.ts';
import type { Measure } from '../../../domain/figures.ts';
import { readTypedDate, type TypedDate } from '../plans/newPlan.ts';
import { readTypedDate as readWrittenDate } from '../../tables/typedDate.ts';
import { useChanges } from '../targets/changes.ts';
import type { About, PlanCommandName } from '../../stores/plan.ts';
import { fteField } from '../establishment/words.ts';

export function typedDate(date: IsoDate | null): TypedDate {
  const [year = '', month = '', day = ''] = date?.split('-') ?? [];
  const plain = (part: string) => (part === '' ? '' : String(Number(part)));
  return { day: plain(day), month: plain(month), year };
}

/** A placement as typed. */
export interface PlaceDraft {
  /** Keeps its place while others go; never sent. */
  key: number;
  team: number | undefined;
  role: number | undefined;
  fte: string;
  postRef: string;
  secondedOut: boolean;
  covers: Covers | null;
}

let lastKey = 0;

export function placeDraft(place?: Omit<Assignment, 'id' | 'engagement' | 'from' | 'to'>) {
  return {
    key: ++lastKey,
    team: place?.team,
    role: place?.role,
    fte: place ? fteField(place.fte) : '1',
    postRef: place?.postRef ?? '',
    secondedOut: place?.secondedOut ?? false,
    covers: place?.covers ?? null,
  } satisfies PlaceDraft;
}

/** FTE in millionths, or null when it is no number: '0.6', '1'. */
export function readFte(text: string): number | null {
  const tidy = text.trim();
  return /^\d*\.?\d+$/.test(tidy) ? Math.round(Number(tidy) * ONE_FTE) : null;
}

const WORDS: [ProposedRoute, RegExp][] = [
  ['asye', /asye|newly qualified/i],
  ['conversion', /agency|conver/i],
  ['experienced', /experienced/i],
  ['manager', /manager/i],
];

/** The plan's own route for a proposed one, told by its name; null where none is like it. */
export function routeLike(proposed: ProposedRoute, routes: readonly Measure[]): Measure | null {
  const like = WORDS.find(([route]) => route === proposed)?.[1];
  return routes.find(({ label }) => like?.test(label)) ?? null;
}

const NOT_A_DATE = 'Enter a real date, like 30 9 2025.';
const NOT_WRITTEN_DATE = 'Enter a real date, for example 30 September 2025.';

/** One form: its problems by field, and the one command it sends. */
export function useRecordForm(done: () => void) {
  const { send } = useChanges();
  const problems = reactive<Record<string, string>>({});
  const refused = ref('');
  const busy = ref(false);

  function date(field: string, typed: TypedDate): IsoDate {
    const read = readTypedDate(typed);
    if (read === null) problems[field] = NOT_A_DATE;
    return read ?? '';
  }

  function optionalDate(field: string, typed: TypedDate): IsoDate | null {
    const blank = `${typed.day}${typed.month}${typed.year}`.trim() === '';
    return blank ? null : date(field, typed);
  }

  /** A date written in one field, in words or figures. */
  function writtenDate(field: string, text: string): IsoDate {
    const read = readWrittenDate(text);
    if (read === null) problems[field] = NOT_WRITTEN_DATE;
    return read ?? '';
  }

  function placements(drafts: readonly PlaceDraft[]): Placement[] {
    return drafts.map(({ team, role, fte, postRef, secondedOut, covers }, at) => {
      const read = readFte(fte);
      const field = `placements.${at}`;
      if (team === undefined) problems[`${field}.team`] = 'Choose a team.';
      if (role === undefined) problems[`${field}.role`] = 'Choose a role.';
      if (read === null || read > ONE_FTE) {
        problems[`${field}.fte`] = 'Enter an FTE from 0 to 1, for example 0.6.';
      }
      return {
        team: team ?? 0,
        role: role ?? 0,
        fte: read ?? 0,
        postRef: postRef.trim() === '' ? null : postRef.trim(),
        secondedOut,
        covers,
      };
    });
  }

  /** Reads the form and sends it; problems stay beside their fields. */
  async function submit<Name extends PlanCommandName>(
    name: Name,
    read: () => About<Name>,
    fields: readonly string[],
  ): Promise<boolean> {
    for (const field of Object.keys(problems)) Reflect.deleteProperty(problems, field);
    refused.value = '';
    const about = read();
    if (Object.keys(problems).length > 0) return false;
    busy.value = true;
    const answer = await send(name, about);
    busy.value = false;
    if (answer.ok) {
      done();
      return true;
    }
    const { field, message } = answer.fault;
    const known = [...fields, 'placements'];
    if (field && known.some((one) => field === one || field.startsWith(`${one}.`))) {
      problems[field] = message;
    } else refused.value = message;
    return false;
  }

  return { problems, refused, busy, date, optionalDate, writtenDate, placements, submit };
}
