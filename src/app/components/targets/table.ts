/** The Targets table's state, shared by the parts of the page. */
import { computed, inject, provide, ref, watch, type InjectionKey, type Ref } from 'vue';
import { dateInWords, yearLabel, type IsoDate, type Year } from '../../../domain/calendar.ts';
import {
  cellName,
  measuresInOrder,
  yearsOf,
  type Measure,
  type PlanFigures,
} from '../../../domain/figures.ts';
import type { CellKind } from '../../../domain/readCell.ts';
import { warnings } from '../../../domain/warnings.ts';
import { leadingFigures } from '../../../domain/leading.ts';
import { useLeading } from '../../stores/leading.ts';
import { usePlan } from '../../stores/plan.ts';
import { useRecords } from '../../stores/records.ts';
import { cellKey, cellViews, withTargetsAsAt } from '../../tables/cellView.ts';
import { checkList } from '../../../domain/warnings/checkList.ts';
import {
  HEADING,
  kindAt,
  lineOf,
  measureAt,
  selectionOf,
  within,
  type Place,
} from '../../tables/grid.ts';
import { useNewFigures } from './newFigures.ts';

/** Where the choice is kept, on this machine. */
const BESIDES = 'tenure-figures-from-records';

/** A cell by what it holds, which outlives a change of rows or years. */
export interface Cell {
  measure: Measure;
  year: Year;
  kind: CellKind;
}

function createTable(figures: Readonly<Ref<PlanFigures>>) {
  const plan = usePlan();
  const asOf = ref<IsoDate | null>(null);
  const shown = computed(() => withTargetsAsAt(figures.value, asOf.value));
  const measures = computed(() => measuresInOrder(figures.value));
  const years = computed(() => yearsOf(figures.value.settings));
  const size = computed(() => ({ measures: measures.value.length, years: years.value.length }));
  const checks = computed(() => warnings(shown.value));
  const records = useRecords();
  const fromRecords = useLeading();
  void fromRecords.load();
  /** As shown, with the figures that lead: what ratings follow. */
  const leading = computed(() => leadingFigures(shown.value, fromRecords.cells, records.leads));
  /** Whether the figures from records are shown under the reported ones. */
  const besides = ref(localStorage.getItem(BESIDES) !== 'no');
  watch(besides, (show) => localStorage.setItem(BESIDES, show ? 'yes' : 'no'));
  const views = computed(() =>
    cellViews(
      { shown: shown.value, leading: leading.value },
      measures.value,
      years.value,
      checks.value,
      besides.value ? fromRecords.cells : null,
    ),
  );

  const active = ref<Place>({ line: 0, column: 0 });
  const anchor = ref<Place>({ line: 0, column: 0 });
  const selection = computed(() => selectionOf(anchor.value, active.value));
  watch(size, (now) => {
    active.value = within(active.value, now);
    anchor.value = within(anchor.value, now);
  });

  /** Why nothing can be changed just now; null when it can. */
  const locked = computed(() => {
    if (plan.readOnly) {
      return 'This copy was sent to you, so it can be read but not changed. To change it, take over editing on the Plans page.';
    }
    if (asOf.value !== null) {
      return `These are the targets as they stood on ${dateInWords(asOf.value)}. Go back to the latest targets to change anything.`;
    }
    return null;
  });

  function cellAt(place: Place): Cell | null {
    const measure = measures.value[measureAt(place.line)];
    const year = years.value[place.column];
    if (place.column === HEADING || measure === undefined || year === undefined) return null;
    return { measure, year, kind: kindAt(place.line) };
  }

  return {
    figures,
    shown,
    asOf,
    measures,
    years,
    size,
    checks,
    /** The same, as lines to go through. */
    checkLines: computed(() =>
      checkList(checks.value, (year) => yearLabel(year, figures.value.settings.yearStartMonth)),
    ),
    views,
    leading,
    besides,
    /** False where the records have no figure for the table. */
    hasRecords: computed(() => fromRecords.cells.size > 0),
    active,
    anchor,
    selection,
    locked,
    newFigures: useNewFigures(figures),
    /** The cell whose details are open. */
    details: ref<{ measure: number; year: Year } | null>(null),
    /** What was just done, for people who do not see it: read out by the cell bar. */
    said: ref(''),
    /** Grows when the active cell should take the focus again. */
    focusWanted: ref(0),
    cellAt,
    activeCell: computed(() => cellAt(active.value)),
    placeOf(measure: number, year: Year, kind: CellKind): Place | null {
      const row = measures.value.findIndex(({ id }) => id === measure);
      const column = years.value.indexOf(year);
      return row < 0 || column < 0 ? null : { line: lineOf(row, kind), column };
    },
    view: (cell: Cell) => views.value.get(cellKey(cell.measure.id, cell.year, cell.kind)),
    name: (cell: Pick<Cell, 'measure' | 'year'>) =>
      cellName(cell.measure, cell.year, figures.value.settings.yearStartMonth),
    goTo(place: Place) {
      active.value = within(place, size.value);
      anchor.value = active.value;
    },
  };
}

export type Table = ReturnType<typeof createTable>;

const TABLE: InjectionKey<Table> = Symbol('the Targets table');

/** Creates the table's state for the components below. */
export function provideTable(figures: Readonly<Ref<PlanFigures>>): Table {
  const table = createTable(figures);
  provide(TABLE, table);
  return table;
}

export function useTable(): Table {
  const table = inject(TABLE);
  if (!table) throw new Error('useTable needs provideTable above it.');
  return table;
}
