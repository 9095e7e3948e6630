/** The programmes, cohorts and members of the plan on screen, each member as at one day. */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { IsoDate } from '../../domain/calendar.ts';
import { memberViews, type MemberView } from '../../domain/asye/memberView.ts';
import { today } from '../components/targets/newFigures.ts';
import { planRows } from './planRows.ts';
import { usePlan } from './plan.ts';
import { useRecords } from './records.ts';

/** The tables behind `asye.read`. */
const ASYE_TABLES = new Set([
  'programme',
  'programme_version',
  'cohort',
  'cohort_intake',
  'assessor',
  'cohort_member',
  'milestone',
  'evidence',
  'supervision',
  'timetable_change',
  'panel',
  'panel_item',
  'claim',
]);

export const useAsye = defineStore('asye', () => {
  const plan = usePlan();
  const records = useRecords();
  const {
    rows,
    fault,
    load: loadRows,
  } = planRows(plan, ASYE_TABLES, () => plan.query('asye.read', {}));
  /** The day somebody has chosen to look at, of which plan. */
  const chosen = shallowRef<{ plan: string | null; on: IsoDate } | null>(null);
  /**
   * The day members are shown as at: today unless another is chosen. A sample's records end
   * with its figures, so it is shown as at their date.
   */
  const asAt = computed({
    get: (): IsoDate => {
      if (chosen.value?.plan === plan.id) return chosen.value.on;
      return (plan.standing?.kind === 'sample' && plan.asAt) || today();
    },
    set: (on: IsoDate) => (chosen.value = { plan: plan.id, on }),
  });
  /** Every member with what follows from their facts; empty until both have been read. */
  const members = computed(() =>
    rows.value && records.records ? memberViews(rows.value, records.records, asAt.value) : [],
  );

  /** Every member as at another day. */
  function membersOn(day: IsoDate): MemberView[] {
    if (day === asAt.value || !rows.value || !records.records) return members.value;
    return memberViews(rows.value, records.records, day);
  }

  /** Members refer to people, so both are read. */
  async function load(): Promise<void> {
    await Promise.all([loadRows(), records.load()]);
  }

  return { rows, fault, asAt, members, membersOn, load };
});
