/**
 * What the Establishment page shows, and the changes being prepared on it. It outlives the
 * page, so that nothing is lost by looking elsewhere.
 */
import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { dateInWords, type IsoDate } from '../../../domain/calendar.ts';
import type { LineStep } from '../../../domain/records/changes.ts';
import { reconcile, type Finding } from '../../../domain/records/reconcile.ts';
import type { ReorganisationStep } from '../../../domain/records/reorganise.ts';
import { establishmentTable, type RecordsScope } from '../../../domain/records/stock.ts';
import type { PlanRecords } from '../../../domain/records/types.ts';
import { planScope } from '../../../domain/records/recordsFigures.ts';
import { useLeading } from '../../stores/leading.ts';
import { usePlan } from '../../stores/plan.ts';
import { useNames } from '../../stores/names.ts';
import { useRecords } from '../../stores/records.ts';
import { today } from '../targets/newFigures.ts';
import { columnsFor, type Column } from './columns.ts';
import { everyKey, treeRows, type TreeRow } from './tree.ts';

/** What the panel is open on. */
export type Opened =
  | { kind: 'figure'; row: TreeRow; column: Column }
  | { kind: 'change'; row: TreeRow; column: Column }
  | { kind: 'finding'; finding: Finding };

/** A change while it is prepared: each entry is one line of its list. */
export interface Draft<Entry extends { words: string } = { words: string }> {
  from: string;
  reason: string;
  entries: Entry[];
}
type ChangeDraft = Draft<{ words: string; steps: LineStep[] }>;
type StructureDraft = Draft<{ words: string; step: ReorganisationStep }>;

/** What a form opens on. */
export interface ChangeStart {
  team: number | null;
  role: number | null;
  line: number | null;
}

const EMPTY: PlanRecords = {
  services: [],
  teams: [],
  teamPeriods: [],
  roles: [],
  lines: [],
  workers: [],
  engagements: [],
  assignments: [],
  absences: [],
};

const newChange = (): ChangeDraft => ({ from: dateInWords(today()), reason: '', entries: [] });
const newStructure = (): StructureDraft => ({ ...newChange(), entries: [] });

function withoutNames(records: PlanRecords): PlanRecords {
  return { ...records, workers: records.workers.map((worker) => ({ ...worker, name: null })) };
}

export const useEstablishment = defineStore('establishment', () => {
  const plan = usePlan();
  const store = useRecords();
  const leading = useLeading();
  /** A day looked at on this page alone; null for the one the plan is looked at as at. */
  const elsewhere = ref<IsoDate | null>(null);
  const date = computed({
    get: () => elsewhere.value ?? leading.asAt ?? today(),
    set: (looked: IsoDate) => (elsewhere.value = looked === leading.asAt ? null : looked),
  });
  const compare = ref<IsoDate | null>(null);
  /** What the plan's own figures count, until something else is asked for. */
  const own = computed(() => planScope(plan.figures?.settings ?? { basis: 'local' }));
  const asked = ref<RecordsScope['counts'] | null>(null);
  const counts = computed({
    get: () => asked.value ?? own.value.counts,
    set: (chosen: RecordsScope['counts']) => (asked.value = chosen),
  });
  const tab = ref<'table' | 'put-right'>('table');
  const expanded = shallowRef<ReadonlySet<string>>(new Set());
  const opened = shallowRef<Opened | null>(null);
  /** Which dialog is open, if any. */
  const dialog = shallowRef<'change' | 'structure' | 'roles' | null>(null);
  const changeStart = shallowRef<ChangeStart>({ team: null, role: null, line: null });
  const changeDraft = reactive(newChange());
  const structureDraft = reactive(newStructure());

  const names = useNames();
  /** The plan's records, with people by reference alone while names are hidden. */
  const records = computed(() => {
    const all = store.records ?? EMPTY;
    return names.hidden ? withoutNames(all) : all;
  });
  const basis = computed(() => plan.figures?.settings.basis ?? 'local');
  const scope = computed<RecordsScope>(() => ({ ...own.value, counts: counts.value }));
  const now = computed(() => establishmentTable(records.value, date.value, scope.value));
  const before = computed(() =>
    compare.value === null ? null : establishmentTable(records.value, compare.value, scope.value),
  );
  const rows = computed(() => treeRows(now.value, before.value, expanded.value));
  const columns = computed(() => {
    const all = columnsFor(records.value);
    return compare.value === null ? all : all.filter((column) => column.compared);
  });
  const findings = computed(() => reconcile(records.value, date.value, scope.value));

  function toggle(key: string): void {
    const keys = new Set(expanded.value);
    if (!keys.delete(key)) keys.add(key);
    expanded.value = keys;
  }

  function expandAll(): void {
    expanded.value = everyKey(now.value, before.value);
  }

  function collapseAll(): void {
    expanded.value = new Set();
  }

  function change(start: Partial<ChangeStart> = {}): void {
    opened.value = null;
    changeStart.value = { team: null, role: null, line: null, ...start };
    dialog.value = 'change';
  }

  function forgetChange(): void {
    Object.assign(changeDraft, newChange());
  }

  function forgetStructure(): void {
    Object.assign(structureDraft, newStructure());
  }

  watch(
    () => leading.asAt,
    () => (elsewhere.value = null),
  );
  watch(
    () => plan.id,
    () => {
      elsewhere.value = null;
      compare.value = null;
      asked.value = null;
      tab.value = 'table';
      expanded.value = new Set();
      opened.value = null;
      dialog.value = null;
      forgetChange();
      forgetStructure();
    },
  );

  return {
    date,
    elsewhere,
    own,
    compare,
    counts,
    tab,
    expanded,
    opened,
    dialog,
    changeStart,
    changeDraft,
    structureDraft,
    records,
    basis,
    scope,
    now,
    rows,
    columns,
    findings,
    toggle,
    expandAll,
    collapseAll,
    change,
    forgetChange,
    forgetStructure,
  };
});
