import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableContent, writeTable, type FileCell } from '../../src/domain/tableFile.ts';
import { compareTables } from '../../src/domain/tableFile/compare.ts';
import { publishedSheet } from '../../src/domain/tableFile/published.ts';
import { readTable, type AboutFile } from '../../src/domain/tableFile/read.ts';
import { sampleFigures } from '../fixtures/samplePlan.ts';
import { anyTable, inOrder } from '../fixtures/tableContent.ts';

const ABOUT: AboutFile = {
  measures: [
    { label: 'Vacancies', kind: 'vacancies', unit: 'posts' },
    { label: 'Vacancy %', kind: 'vacancyRate', unit: 'percent' },
    { label: 'ASYE', kind: 'recruits', unit: 'people' },
  ],
  source: 'My file',
  scope: 'As reported',
};

function problems(rows: FileCell[][]) {
  const read = readTable(rows, ABOUT);
  return read.ok ? [] : read.problems;
}

function contentOf(rows: FileCell[][], about = ABOUT) {
  const read = readTable(rows, about);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.content;
}

const HEAD = ['Row', 'Year', 'As at', 'Value'];

describe('the table’s file', () => {
  it('reads back to exactly the table it was written from', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(1, 4, 9), (table, startMonth) => {
        const back = contentOf(writeTable(table, startMonth), { ...ABOUT, measures: [] });
        expect(inOrder(back)).toEqual(inOrder(table));
      }),
      { numRuns: 300 },
    );
  });

  it('holds every figure of the sample, and reads back to the same', () => {
    const table = tableContent(sampleFigures());
    expect(table.readings.length + table.targets.length).toBeGreaterThan(70);
    const back = contentOf(writeTable(table, 4), { ...ABOUT, measures: [] });
    expect(inOrder(back)).toEqual(inOrder(table));
    expect(table.readings.map(({ text }) => text)).toContain('45 @ 12.11.21');
    expect(compareTables(table, back, 4)).toEqual([]);
  });

  it('keeps a row, a source and a scope that no figure names', () => {
    const figures = sampleFigures();
    const bare = { ...figures, readings: figures.readings.slice(0, 1), targets: [] };
    const table = tableContent(bare);
    const back = contentOf(writeTable(table, 4), { ...ABOUT, measures: [] });
    expect(inOrder(back)).toEqual(inOrder(table));
  });
});

describe('a file made by hand', () => {
  it('needs only row, year, date and value, in any order and case', () => {
    const { readings, measures } = contentOf([
      ['Our vacancies, as at November'],
      [],
      ['VALUE', 'row', 'As At', 'Year', 'Comments'],
      ['40', 'vacancies', '12.11.21', '2021/22', 'ignored'],
      ['12.5%', 'Vacancy %', '12 November 2021', '2021-2022', null],
      ['tbc', 'ASYE', '2022-11-01', '2022-23', null],
    ]);
    expect(measures).toEqual(ABOUT.measures);
    expect(readings).toMatchObject([
      { measure: 'Vacancies', year: 2021, asAt: '2021-11-12', value: 40, status: 'actual' },
      { measure: 'Vacancy %', value: 12.5, source: 'My file', scope: 'As reported' },
      { measure: 'ASYE', year: 2022, value: null, status: 'tbc' },
    ]);
  });

  it('takes a line with a date it was set on for a target', () => {
    const { targets } = contentOf([
      ['Row', 'Year', 'Set on', 'Value', 'Upper', 'Quarter'],
      ['ASYE', '2021-22', '01/05/2021', '1,020', '', 'Q4'],
    ]);
    expect(targets).toMatchObject([
      { measure: 'ASYE', year: 2021, setOn: '2021-05-01', value: 1020, quarter: 4, status: 'set' },
    ]);
  });

  it('says where there are no headings to read by', () => {
    expect(problems([['Vacancies', 104, 83]])).toMatchObject([
      { row: 1, message: expect.stringContaining('headings Row, Year, As at and Value') as string },
    ]);
    expect(problems([HEAD])).toMatchObject([{ row: 1, message: /no figures/ }]);
  });

  it.each([
    ['a year that is none', ['ASYE', '2021-23', '12/11/2021', '18'], 'Year', /Write it as 2021-22/],
    ['a day that is none', ['ASYE', '2021-22', '31/02/2021', '18'], 'As at', /day, month and year/],
    ['no date', ['ASYE', '2021-22', '', '18'], 'As at', /There is no date/],
    ['words for a number', ['ASYE', '2021-22', '12/11/2021', 'about 18'], 'Value', /not a number/],
    ['a share of people', ['ASYE', '2021-22', '12/11/2021', '18%'], 'Value', /Leave the % out/],
    ['too large a number', ['ASYE', '2021-22', '12/11/2021', '2000000'], 'Value', /too large/],
    ['an unknown row', ['Step Up', '2021-22', '12/11/2021', '18'], 'Kind', /no row “Step Up”/],
    ['no row', ['', '2021-22', '12/11/2021', '18'], 'Row', /no row name/],
  ])('refuses %s, naming row, column and remedy', (_what, line, column, message) => {
    const found = problems([HEAD, ['ASYE', '2020-21', '31/03/2021', '19'], line]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ row: 3, column });
    expect(found[0]?.message).toMatch(message);
  });

  it.each([
    [{ Status: 'guess' }, /Write one of Actual/],
    [{ Status: 'Actual', Value: '' }, /no value/],
    [{ 'In progress': '1.5' }, /whole number/],
    [{ Record: 'Sum' }, /not a kind of line/],
    [{ Kind: 'Vibes' }, /not a kind of row/],
    [{ Unit: 'furlongs' }, /not a unit/],
    [{ Kind: 'Leavers' }, /says otherwise/],
    [{ Source: 'a\nb' }, /one line/],
    [{ Note: 'n'.repeat(4001) }, /4,000 characters/],
    [{ 'Source published': 'soon' }, /not a date/],
  ])('refuses %j', (cells, message) => {
    const line: Record<string, FileCell> = {
      Row: 'ASYE',
      Kind: 'Recruitment route',
      Unit: 'people',
      Year: '2021-22',
      'As at': '12/11/2021',
      Value: '18',
      Status: '',
      'In progress': '',
      Note: '',
      Record: '',
      Source: '',
      'Source published': '',
    };
    const first = { ...line, Year: '2020-21' };
    const head = Object.keys(line);
    const rows = [first, { ...line, ...cells }].map((each) =>
      head.map((heading) => (each as Record<string, FileCell>)[heading] ?? null),
    );
    const found = problems([head, ...rows]);
    expect(found).toMatchObject([{ row: 3 }]);
    expect(found[0]?.message).toMatch(message);
  });

  it('gives all the problems of a line together', () => {
    const found = problems([HEAD, ['Step Up', '2021-23', '31/02/2021', 'lots']]);
    expect(found.map(({ column }) => column)).toEqual(['Kind', 'Year', 'Value', 'As at']);
  });

  it('refuses the same figure twice, and two chosen for one year', () => {
    const same = ['ASYE', '2021-22', '12/11/2021', '18'];
    expect(problems([HEAD, same, same])).toMatchObject([
      { row: 3, message: /same figure as row 2/ },
    ]);
    const head = [...HEAD, 'Chosen'];
    const twice = [
      [...same, 'Yes'],
      ['ASYE', '2021-22', '01/12/2021', '19', 'yes'],
    ];
    expect(problems([head, ...twice])).toMatchObject([{ row: 3, column: 'Chosen' }]);
  });

  it('refuses a source that is given two dates', () => {
    const head = [...HEAD, 'Source', 'Source published'];
    const found = problems([
      head,
      ['ASYE', '2021-22', '12/11/2021', '18', 'Slide', '08/12/2021'],
      ['ASYE', '2020-21', '31/03/2021', '19', 'slide', '09/12/2021'],
    ]);
    expect(found).toMatchObject([{ row: 3, column: 'Source published', message: /Row 2/ }]);
  });

  it('stops at fifty problems', () => {
    const bad = Array.from({ length: 80 }, () => ['ASYE', 'never', '12/11/2021', '18']);
    expect(problems([HEAD, ...bad])).toHaveLength(50);
  });
});

describe('what a file would change', () => {
  it('names each figure with what it is now and after', () => {
    const table = tableContent(sampleFigures());
    const file = contentOf(
      [HEAD, ['Vacancies', '2021-22', '12/11/2021', '41']].map((row, at) => [
        ...row,
        at === 0 ? 'Source' : (table.readings.find(isVacanciesNow)?.source ?? ''),
      ]),
    );
    const [change, ...others] = compareTables(table, file, 4);
    expect(others).toEqual([]);
    expect(change?.what).toBe('Vacancies, 2021-22, at 12 November 2021');
    expect(change?.before).toMatch(/^40/);
    expect(change?.after).toMatch(/^41/);
  });

  function isVacanciesNow({ measure, asAt }: { measure: string; asAt: string }): boolean {
    return measure === 'Vacancies' && asAt === '2021-11-12';
  }
});

describe('the printed table', () => {
  const lines = publishedSheet(sampleFigures());
  const row = (label: string) => lines.find(({ cells }) => cells[0] === label)?.cells;

  it('has the years across and the published figures under them', () => {
    expect(lines.find(({ style }) => style === 'heading')?.cells).toEqual([
      '',
      '2017-18',
      '2018-19',
      '2019-20',
      '2020-21',
      '2021-22',
      '2022-23',
    ]);
    expect(row('Vacancies')?.slice(1, 6)).toEqual([104, 83, 77, 50, 40]);
    expect(row('Total recruits')?.[5]).toBe('45 @ 12.11.21');
    expect(row('ASYE')?.[5]).toMatch(/^18 \(further 1 in progress\)/i);
  });

  it('puts the target in force under its row', () => {
    const at = lines.findIndex(({ cells }) => cells[0] === 'Total recruits');
    expect(lines[at + 1]).toMatchObject({ style: 'target' });
    expect(lines[at + 1]?.cells.slice(2, 6)).toEqual([62, 58, 45, 50]);
  });

  it('names the day the plan is looked at as at', () => {
    const about = publishedSheet(sampleFigures(), '2021-03-31')
      .filter(({ style }) => style === 'about')
      .map(({ cells }) => cells[0]);
    expect(about).toContain('As at 31 March 2021');
    expect(about).toContain('Latest figures: 12 November 2021');
  });

  it('says what each row counts', () => {
    const notes = lines.filter(({ style }) => style === 'note').map(({ cells }) => cells[0]);
    expect(notes).toContain('Vacancy %: Vacancies as a percentage of the funded establishment.');
  });
});
