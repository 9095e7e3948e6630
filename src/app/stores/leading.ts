/**
 * The day the plan is looked at as at, and the figures that lead at it: reported ones, and those
 * from records where they lead. Every headline is taken from these figures (domain/headlines);
 * the Targets table shows the reported ones beside them.
 */
import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { IsoDate } from '../../domain/calendar.ts';
import { recordsDate, usualAsAt } from '../../domain/headlines/asAt.ts';
import { asKnownAt, leadingFigures } from '../../domain/leading.ts';
import { recordsReach, silenceInWords } from '../../domain/records/reach.ts';
import { recordsFigures, type RecordsCell } from '../../domain/records/recordsFigures.ts';
import { today } from '../components/targets/newFigures.ts';
import { useLibrary } from './library.ts';
import { usePlan } from './plan.ts';
import { useRecords } from './records.ts';

const NONE: ReadonlyMap<string, RecordsCell> = new Map();

export const useLeading = defineStore('leading', () => {
  const plan = usePlan();
  const records = useRecords();
  const library = useLibrary();

  /** The day the records reach: today, unless they have stopped. Null until they are read. */
  const reach = computed(() => records.records && recordsReach(records.records, today()));
  /** "No movements recorded since 31 October 2025.", or ''. */
  const silence = computed(() =>
    records.records && records.records.engagements.length > 0
      ? silenceInWords(records.records, today())
      : '',
  );
  /** What the records say at the latest day they reach: what the usual day is found from. */
  const reached = computed(() =>
    plan.figures && records.records ? recordsFigures(plan.figures, records.records, today()) : NONE,
  );
  /** The day as at which the plan is looked at unless another is chosen; null without figures. */
  const usual = computed(() => {
    if (!plan.figures) return null;
    const recorded = reach.value && recordsDate(plan.figures, reached.value, reach.value);
    return usualAsAt(plan.figures, recorded) ?? (records.empty ? null : reach.value);
  });
  const chosen = computed(() => (plan.id && library.preferences?.asAt[plan.id]) || null);
  /** The day the plan is looked at as at; null while it has nothing to look at. */
  const asAt = computed(() => chosen.value ?? usual.value);

  /** Chooses a day, remembered on this computer; null for the usual one. */
  async function lookAsAt(date: IsoDate | null): Promise<void> {
    const { id } = plan;
    if (id === null) return;
    const { [id]: _before, ...others } = library.preferences?.asAt ?? {};
    await library.changePreferences({ asAt: date === null ? others : { ...others, [id]: date } });
  }

  /** What the records say of each cell as at the day, by `recordsKey`; empty where there are none. */
  const cells = computed(() => {
    if (!plan.figures || !records.records) return NONE;
    if (asAt.value === null || asAt.value === reach.value) return reached.value;
    return recordsFigures(plan.figures, records.records, today(), asAt.value);
  });
  const figures = computed(() => {
    if (!plan.figures) return null;
    const known = asAt.value === null ? plan.figures : asKnownAt(plan.figures, asAt.value);
    return leadingFigures(known, cells.value, records.leads);
  });
  /** False until it is known whether there are records: figures shown before might change. */
  const ready = computed(() => records.records !== null || records.fault !== null);
  return {
    ...{ asAt, chosen, usual, lookAsAt, reach, silence },
    ...{ cells, figures, ready, load: records.load },
  };
});
