/**
 * The day the plan is looked at as at, and the figures that lead at it: reported ones, and those
 * from records where they lead. Every headline is taken from these figures (domain/headlines);
 * the Targets table shows the reported ones beside them.
 */
import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { IsoDate } from '../../domain/calendar.ts';
import { planAt } from '../../domain/headlines/planAt.ts';
import { silenceInWords } from '../../domain/records/reach.ts';
import type { RecordsCell } from '../../domain/records/recordsFigures.ts';
import { today } from '../components/targets/newFigures.ts';
import { useLibrary } from './library.ts';
import { usePlan } from './plan.ts';
import { useRecords } from './records.ts';

const NONE: ReadonlyMap<string, RecordsCell> = new Map();

export const useLeading = defineStore('leading', () => {
  const plan = usePlan();
  const records = useRecords();
  const library = useLibrary();

  /** A day somebody chose on this computer; null for the usual one. */
  const chosen = computed(() => (plan.id && library.preferences?.asAt[plan.id]) || null);
  const at = computed(
    () =>
      plan.figures &&
      planAt(plan.figures, records.records, records.leads, {
        ...{ today: today(), chosen: chosen.value },
      }),
  );
  /** "No movements recorded since 31 October 2025.", or ''. */
  const silence = computed(() =>
    records.records && at.value?.reach ? silenceInWords(records.records, today()) : '',
  );

  /** Chooses a day, remembered on this computer; null for the usual one. */
  async function lookAsAt(date: IsoDate | null): Promise<void> {
    const { id } = plan;
    if (id === null) return;
    const { [id]: _before, ...others } = library.preferences?.asAt ?? {};
    await library.changePreferences({ asAt: date === null ? others : { ...others, [id]: date } });
  }

  return {
    ...{ chosen, silence, lookAsAt, load: records.load },
    /** The day the plan is looked at as at; null while it has nothing to look at. */
    asAt: computed(() => at.value?.asAt ?? null),
    usual: computed(() => at.value?.usual ?? null),
    /** The latest day the records speak of: today, unless they have stopped. */
    reach: computed(() => at.value?.reach ?? null),
    /** What the records say of each cell as at the day, by `recordsKey`; empty where there are none. */
    cells: computed(() => at.value?.cells ?? NONE),
    /** The reported figures, as known at the day. */
    reported: computed(() => at.value?.reported ?? null),
    figures: computed(() => at.value?.figures ?? null),
    /** False until it is known whether there are records: figures shown before might change. */
    ready: computed(() => records.records !== null || records.fault !== null),
  };
});
