/**
 * The figures that lead: reported ones, and those from records where they lead. What follows from
 * figures reads them here; the Targets table shows the reported ones beside them.
 */
import { defineStore } from 'pinia';
import { computed } from 'vue';
import { leadingFigures } from '../../domain/leading.ts';
import { recordsFigures, type RecordsCell } from '../../domain/records/recordsFigures.ts';
import { today } from '../components/targets/newFigures.ts';
import { usePlan } from './plan.ts';
import { useRecords } from './records.ts';

const NONE: ReadonlyMap<string, RecordsCell> = new Map();

export const useLeading = defineStore('leading', () => {
  const plan = usePlan();
  const records = useRecords();
  /** What the records say of each cell, by `recordsKey`; empty where there are none. */
  const cells = computed(() =>
    plan.figures && records.records ? recordsFigures(plan.figures, records.records, today()) : NONE,
  );
  const figures = computed(
    () => plan.figures && leadingFigures(plan.figures, cells.value, records.leads),
  );
  /** False until it is known whether there are records: figures shown before might change. */
  const ready = computed(() => records.records !== null || records.fault !== null);
  return { cells, figures, ready, load: records.load };
});
