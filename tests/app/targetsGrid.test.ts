import { describe, expect, it } from 'vitest';
import type { Measure, PlanFigures, Reading, Target } from '../../src/domain/figures.ts';
import {
  cellKey,
  cellViews,
  columnDateWords,
  withTargetsAsAt,
} from '../../src/app/tables/cellView.ts';
import { checkList } from '../../src/domain/warnings/checkList.ts';
import { readClipboard, writeClipboard } from '../../src/app/tables/clipboard.ts';
import { usualAsAt, usualSource } from '../../src/app/tables/defaults.ts';
import { entryOf, readBlock, writtenCell } from '../../src/app/tables/entries.ts';
import {
  readReadingForm,
  readingFields,
  readTargetForm,
  type TargetFields,
} from '../../src/app/tables/forms.ts';
import {
  extend,
  HEADING,
  isSelected,
  move,
  movedOrder,
  selectionOf,
} from '../../src/app/tables/grid.ts';
import { editorAction, gridAction, type KeyPress } from '../../src/app/tables/keys.ts';
import { placeBlock } from '../../src/app/tables/placeBlock.ts';
import { readTypedDate } from '../../src/app/tables/typedDate.ts';

const SIZE = { measures: 3, years: 4 };

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

const asye: Measure = row(1, 'recruits', 'Recruitment of ASYE target', 'people');
const total: Measure = row(2, 'recruitsTotal', 'Total recruits', 'people');
const rate: Measure = row(3, 'vacancyRate', 'Vacancy %', 'percent');

function row(id: number, kind: Measure['kind'], label: string, unit: Measure['unit']): Measure {
  return { id, kind, label, unit, position: id, retiredOn: null };
}

function reading(change: Partial<Reading>): Reading {
  return {
    id: 1,
    measure: 1,
    scope: 1,
    source: 1,
    year: 2021,
    asAt: '2021-11-12',
    value: 18,
    status: 'part-year',
    inProgress: 1,
    note: '',
    text: '18 (Further 1 in progress)',
    chosen: false,
    ...change,
  };
}

function target(change: Partial<Target>): Target {
  return {
    id: 1,
    measure: 1,
    scope: 1,
    source: 1,
    year: 2021,
    quarter: null,
    value: 20,
    upper: null,
    status: 'set',
    setOn: '2021-05-14',
    reason: 'Revised May 2021',
    text: '',
    ...change,
  };
}

function plan(change: Partial<PlanFigures> = {}): PlanFigures {
  return {
    settings: {
      name: 'Plan',
      organisation: 'Council',
      author: '',
      classification: 'Official',
      firstYear: 2019,
      lastYear: 2022,
      yearStartMonth: 4,
      basis: 'local',
      ratingRule: { tolerance: 5, toleranceIn: 'percent' },
    },
    measures: [asye, total, rate],
    readings: [],
    targets: [],
    scopes: [{ id: 1, name: 'Social workers', note: '' }],
    sources: [
      { id: 1, name: 'Scrutiny slide', publishedOn: '2021-12-08' },
      { id: 2, name: 'Entered by hand', publishedOn: null },
    ],
    sameScope: [],
    ...change,
  };
}

const TABLE = { measures: [asye, total, rate], years: [2019, 2020, 2021, 2022], startMonth: 4 };
const FRESH = { source: 2, asAt: null, today: '2022-01-10' };

describe('moving through the table', () => {
  it('goes line by line, and stays at the edges', () => {
    expect(move({ line: 0, column: 0 }, 'down', SIZE)).toEqual({ line: 1, column: 0 });
    expect(move({ line: 5, column: 3 }, 'down', SIZE)).toEqual({ line: 5, column: 3 });
    expect(move({ line: 0, column: 0 }, 'up', SIZE)).toEqual({ line: 0, column: 0 });
  });

  it('goes from target to target with Enter, so that a column of targets is typed', () => {
    expect(move({ line: 1, column: 2 }, 'nextOfKind', SIZE)).toEqual({ line: 3, column: 2 });
    expect(move({ line: 5, column: 2 }, 'nextOfKind', SIZE)).toEqual({ line: 5, column: 2 });
    expect(move({ line: 1, column: 2 }, 'previousOfKind', SIZE)).toEqual({ line: 1, column: 2 });
  });

  it('reaches a row name from both of its lines, and goes from name to name', () => {
    expect(move({ line: 3, column: 0 }, 'left', SIZE)).toEqual({ line: 2, column: HEADING });
    expect(move({ line: 2, column: HEADING }, 'down', SIZE)).toEqual({ line: 4, column: HEADING });
  });

  it('goes to the ends of row and table', () => {
    expect(move({ line: 2, column: 2 }, 'rowStart', SIZE)).toEqual({ line: 2, column: 0 });
    expect(move({ line: 2, column: 2 }, 'tableEnd', SIZE)).toEqual({ line: 5, column: 3 });
  });

  it('selects a block of one kind', () => {
    const to = extend({ line: 1, column: 0 }, 'down', SIZE);
    expect(to).toEqual({ line: 3, column: 0 });
    const block = selectionOf({ line: 1, column: 1 }, to);
    expect(block).toEqual({ kind: 'target', measures: [0, 1], columns: [0, 1] });
    expect(isSelected(block, { line: 3, column: 1 })).toBe(true);
    expect(isSelected(block, { line: 2, column: 1 })).toBe(false);
    expect(selectionOf({ line: 0, column: HEADING }, to)).toBeNull();
  });

  it('moves a row past its visible neighbour, over a retired one', () => {
    const rows = [
      { id: 1, retiredOn: null },
      { id: 2, retiredOn: '2021-03-31' },
      { id: 3, retiredOn: null },
    ];
    expect(movedOrder(rows, 3, -1)).toEqual([3, 1, 2]);
    expect(movedOrder(rows, 1, -1)).toBeNull();
  });
});

describe('keys', () => {
  it('edits by typing, Enter and F2', () => {
    expect(gridAction(press('2'))).toEqual({ do: 'edit', draft: '2' });
    expect(gridAction(press('F2'))).toEqual({ do: 'edit', draft: null });
    expect(gridAction(press('Enter'))).toEqual({ do: 'edit', draft: null });
    expect(gridAction(press('Enter', { ctrlKey: true }))).toEqual({ do: 'details' });
  });

  it('leaves to the browser what is the browser’s', () => {
    expect(gridAction(press('Tab'))).toBeNull();
    expect(gridAction(press('c', { ctrlKey: true }))).toBeNull();
    expect(gridAction(press('z', { ctrlKey: true }))).toBeNull();
    expect(gridAction(press(' '))).toBeNull();
  });

  it('saves and moves, or cancels, while typing', () => {
    expect(editorAction(press('Enter'))).toEqual({ do: 'commit', then: 'nextOfKind' });
    expect(editorAction(press('Tab', { shiftKey: true }))).toEqual({ do: 'commit', then: 'left' });
    expect(editorAction(press('Escape'))).toEqual({ do: 'cancel' });
    expect(editorAction(press('ArrowLeft'))).toBeNull();
  });
});

describe('the clipboard', () => {
  it('reads back the block it wrote', () => {
    const rows = [
      ['104', '18 (1 in progress)'],
      ['a "quoted" word', ''],
    ];
    const { text, html } = writeClipboard(rows);
    expect(readClipboard(text).rows).toEqual(rows);
    expect(html).toContain('<td>18 (1 in progress)</td>');
    expect(writeClipboard([['<b>']]).html).toContain('&lt;b&gt;');
  });

  it('carries no text that a spreadsheet would run, and figures as they are', () => {
    const rows = [
      ['=1+1', '@A1 tbc'],
      ['-5', '- 5 (1 in progress)'],
    ];
    const { text, html } = writeClipboard(rows);
    expect(text).toBe("'=1+1\t'@A1 tbc\r\n-5\t'- 5 (1 in progress)");
    expect(html).toContain("<td>'=1+1</td>");
    expect(readClipboard(text).rows).toEqual(rows);
  });

  it('keeps a single cell whole', () => {
    expect(readClipboard('18 (Further 1 in progress)\r\n').rows).toEqual([
      ['18 (Further 1 in progress)'],
    ]);
    expect(readClipboard('"two\nlines"').rows).toEqual([['two lines']]);
  });

  it('reads lines of a published table copied from a PDF', () => {
    const { rows, unread } = readClipboard(
      [
        '2019-20 2020-21 2021-22 2022-23',
        'Recruitment of ASYE target 20 19 18 (Further 1 in progress) Tbc',
        'Total recruits 40 64 45 @ 12.11.21 38-tbc Informed by SFD vacancies for 2022',
        'Vacancy % 29% 15.2%',
      ].join('\n'),
    );
    expect(rows).toEqual([
      ['', '2019-20', '2020-21', '2021-22', '2022-23'],
      ['Recruitment of ASYE target', '20', '19', '18 (Further 1 in progress)', 'Tbc'],
      ['Total recruits', '40', '64', '45 @ 12.11.21', '38-tbc Informed by SFD vacancies for 2022'],
    ]);
    expect(unread).toHaveLength(1);
    expect(unread[0]?.why).toContain('2 figures for 4 years');
  });

  it('takes other lines as a column of cells', () => {
    expect(readClipboard('20\n19\n18').rows).toEqual([['20'], ['19'], ['18']]);
  });
});

describe('placing a pasted block', () => {
  const start = { kind: 'reading', measure: 1, column: 2 } as const;

  it('goes by position', () => {
    const { cells, problems } = placeBlock(
      [
        ['1', ''],
        ['', '4'],
      ],
      start,
      TABLE,
    );
    expect(problems).toEqual([]);
    expect(cells.map(({ measure, year, written }) => [measure.id, year, written])).toEqual([
      [2, 2021, '1'],
      [3, 2022, '4'],
    ]);
  });

  it('goes by the years and names pasted with it, wherever it is pasted', () => {
    const { cells, problems } = placeBlock(
      [
        ['', '2021/22', '2019/20'],
        ['vacancy %', '12.5', '29'],
      ],
      start,
      TABLE,
    );
    expect(problems).toEqual([]);
    expect(cells.map(({ measure, year }) => [measure.id, year])).toEqual([
      [3, 2021],
      [3, 2019],
    ]);
  });

  it('says what has no place, and why', () => {
    const outside = placeBlock([['1', '2', '3']], start, TABLE);
    expect(outside.problems).toHaveLength(1);
    expect(outside.problems[0]?.why).toContain('more columns');
    const unknown = placeBlock(
      [
        ['', '2030-31'],
        ['Sickness', '4'],
      ],
      start,
      TABLE,
    );
    expect(unknown.problems[0]?.where).toBe('“Sickness”, 2030-31');
    expect(unknown.problems[0]?.why).toContain('No row');
  });
});

describe('what a typed cell becomes', () => {
  it('takes the usual date: the cell’s own, else the year’s latest, else the year’s end', () => {
    const figures = plan({ readings: [reading({})] });
    expect(usualAsAt(figures, 1, 2021, null, '2022-01-10')).toBe('2021-11-12');
    expect(usualAsAt(figures, 2, 2021, null, '2022-01-10')).toBe('2021-11-12');
    expect(usualAsAt(figures, 2, 2019, null, '2022-01-10')).toBe('2020-03-31');
    expect(usualAsAt(figures, 1, 2021, '2021-12-31', '2022-01-10')).toBe('2021-12-31');
    expect(usualAsAt(plan(), 1, 2021, null, '2022-01-10')).toBe('2022-01-10');
  });

  it('comes from the source used last, else from the hand', () => {
    expect(usualSource(plan(), 1)).toBe(1);
    expect(usualSource(plan(), 99)).toBe(2);
    expect(usualSource(plan({ sources: [] }), null)).toBeNull();
  });

  it('is a part-year reading when dated before the year ends, with its words kept', () => {
    const figures = plan({ readings: [reading({ note: 'kept', source: 2 })] });
    const cell = { measure: asye, year: 2021, kind: 'reading' } as const;
    expect(entryOf('19 (Further 2 in progress)', cell, figures, FRESH)).toEqual({
      ok: true,
      entry: {
        reading: expect.objectContaining({
          value: 19,
          inProgress: 2,
          status: 'part-year',
          asAt: '2021-11-12',
          note: 'kept',
          source: 2,
          use: true,
        }) as unknown,
      },
    });
    expect(entryOf('12,5', cell, figures, FRESH).ok).toBe(false);
    expect(entryOf(' ', cell, figures, FRESH)).toEqual({ ok: true, entry: null });
  });

  it('is a target set today', () => {
    const cell = { measure: asye, year: 2022, kind: 'target' } as const;
    expect(entryOf('38-tbc', cell, plan(), FRESH)).toEqual({
      ok: true,
      entry: {
        target: expect.objectContaining({
          value: 38,
          status: 'tbc',
          setOn: '2022-01-10',
        }) as unknown,
      },
    });
  });

  it('changes nothing of a block when one cell cannot be read', () => {
    const figures = plan({ readings: [reading({})] });
    const block = placeBlock(
      [['17', 'about ten']],
      { kind: 'reading', measure: 0, column: 2 },
      TABLE,
    );
    const outcome = readBlock(block, 'reading', figures, FRESH);
    expect(outcome.problems).toHaveLength(1);
    expect(outcome.problems[0]).toMatchObject({
      where: 'Recruitment of ASYE target, 2022-23',
      written: 'about ten',
    });
    expect(outcome.changes).toEqual([
      {
        where: 'Recruitment of ASYE target, 2021-22',
        before: '18 (Further 1 in progress) @ 12 November 2021',
        after: '17',
      },
    ]);
    expect(outcome.overwrites).toBe(1);
  });

  it('records nothing for cells that already say so', () => {
    const figures = plan({ readings: [reading({})] });
    const written = writtenCell(figures, asye, 2021, 'reading');
    const block = placeBlock([[written]], { kind: 'reading', measure: 0, column: 2 }, TABLE);
    expect(readBlock(block, 'reading', figures, FRESH).changes).toEqual([]);
  });
});

describe('what a cell shows', () => {
  const figures = plan({
    readings: [
      reading({}),
      reading({ id: 2, asAt: '2021-09-30', value: 12, inProgress: null, text: '' }),
      reading({ id: 3, measure: 2, value: 38, status: 'tbc', text: '38-tbc', inProgress: null }),
      reading({ id: 4, year: 2019, asAt: '2020-03-31', value: 20, status: 'actual', text: '' }),
    ],
    targets: [
      target({}),
      target({ id: 2, setOn: '2021-12-01', value: 15 }),
      target({ id: 3, year: 2019, value: 20 }),
    ],
  });
  const views = cellViews({ shown: figures, leading: figures }, figures.measures, TABLE.years, []);

  it('is the figure with what qualifies it, its markers and its rating', () => {
    expect(views.get(cellKey(1, 2021, 'reading'))).toMatchObject({
      figure: '18',
      qualifiers: ['+1 in progress'],
      rated: null,
      marks: { others: 1 },
    });
    expect(views.get(cellKey(2, 2021, 'reading'))).toMatchObject({
      figure: '38',
      qualifiers: ['tbc'],
      marks: { notes: 1 },
    });
    expect(views.get(cellKey(1, 2019, 'reading'))?.rated?.words).toBe('On target');
    expect(views.get(cellKey(1, 2021, 'target'))).toMatchObject({
      figure: 'target 15',
      marks: { others: 1, notes: 0 },
    });
    expect(views.get(cellKey(3, 2022, 'reading'))?.figure).toBe('');
  });

  it('says a year’s date once, over its column', () => {
    expect(columnDateWords(figures, 2021)).toBe('at 12 November 2021');
    expect(columnDateWords(figures, 2019)).toBe('');
  });

  it('shows targets as they stood', () => {
    const then = withTargetsAsAt(figures, '2021-06-01');
    const earlier = cellViews({ shown: then, leading: then }, then.measures, TABLE.years, []);
    expect(earlier.get(cellKey(1, 2021, 'target'))?.figure).toBe('target 20');
  });
});

describe('things to check', () => {
  const part = (measure: number, year: number) => ({
    id: `part-year:reading:${measure}:${year}`,
    kind: 'part-year' as const,
    appliesTo: 'reading' as const,
    words: `row ${measure}`,
    measure,
    year,
  });

  it('puts the part-year counts of a year on one line, and keeps every other apart', () => {
    const other = { ...part(1, 2021), id: 'other', kind: 'bridge' as const };
    const lines = checkList([part(1, 2021), other, part(2, 2021), part(1, 2022)], String);
    expect(lines.map(({ warnings }) => warnings.length)).toEqual([2, 1, 1]);
    expect(lines[0]?.words).toContain('part of 2021');
    expect(lines[2]?.words).toBe('row 1');
  });
});

describe('the forms of a cell', () => {
  const where = { measure: asye, year: 2021 };
  const figures = plan({ readings: [reading({})] });

  it('reads back the reading it was filled from', () => {
    const fields = readingFields(reading({}), where, figures, { source: 2, today: '2022-01-10' });
    expect(fields).toMatchObject({ value: '18', asAt: '12 November 2021', inProgress: '1' });
    expect(readReadingForm(fields, where, figures)).toEqual({
      ok: true,
      entry: {
        measure: 1,
        year: 2021,
        asAt: '2021-11-12',
        value: 18,
        status: 'part-year',
        inProgress: 1,
        note: '',
        text: '18 (Further 1 in progress)',
        scope: 1,
      },
    });
  });

  it('names every field that cannot be read', () => {
    const fields = {
      ...readingFields(null, where, figures, { source: 2, today: '2022-01-10' }),
      ...{ value: '', asAt: '31 02 2021', inProgress: 'one' },
    };
    const read = readReadingForm(fields, where, figures);
    expect(!read.ok && Object.keys(read.problems).sort()).toEqual(['asAt', 'inProgress', 'value']);
  });

  it('reads a target with its upper threshold', () => {
    const fields: TargetFields = {
      ...{ value: '85', upper: '90', setOn: '14/5/2021', reason: '', source: 1 },
      quarter: 4,
    };
    expect(readTargetForm(fields, { measure: rate, year: 2021 }, figures)).toMatchObject({
      ok: true,
      entry: { value: 85, upper: 90, quarter: 4, setOn: '2021-05-14' },
    });
  });

  it('reads dates by day, month, year', () => {
    expect(readTypedDate('12 11 2021')).toBe('2021-11-12');
    expect(readTypedDate('12 November 2021')).toBe('2021-11-12');
    expect(readTypedDate('11/13/2021')).toBeNull();
  });
});
