/** The sample plan holds every figure of the published table, as reported. */
import { describe, expect, it } from 'vitest';
import {
  measureOfKind,
  readingInUse,
  targetInForce,
  targetRevisions,
  type PlanFigures,
} from '../../src/domain/figures.ts';
import { areaByCode, benchmarkAreas } from '../../src/domain/benchmark/areas.ts';
import { dfeVacancyOf } from '../../src/domain/benchmark/dfeVacancy.ts';
import { differ, localVacancyOf } from '../../src/domain/records/differ.ts';
import { referenceFile } from '../reference.ts';
import { openSample } from './support.ts';

const LABELS: Readonly<Record<string, string>> = {
  vacancies: 'Vacancies',
  vacancyRate: 'Vacancy %',
  'recruited.asye': 'ASYE',
  'recruited.conversion': 'Agency to permanent (SWs and TMs)',
  'recruited.experienced': 'Experienced social workers',
  'recruited.manager': 'Managers (HoS, GMs and TMs)',
  'recruited.total': 'Total recruits',
  leavers: 'Leavers',
  turnoverRate: 'Turnover %',
  agencyShareOfEstablishment: 'Agency %',
  sicknessDaysPerFte: 'Sickness days per FTE',
};
const YEARS = [2017, 2018, 2019, 2020, 2021, 2022];
const CABINET = 'cabinet-2019-03';
const SLIDE = 'scrutiny-2021-12';

type Numbers = (number | null)[];
interface SlideRow {
  measure: string;
  actual: Numbers;
  inProgress?: Numbers;
  target?: Numbers;
  planned?: Numbers;
  text?: string[] | Record<string, string>;
  note?: Record<string, string>;
}
interface CabinetRow {
  measure: string;
  actual: number;
  target?: number;
  previous?: number;
  previousAsAt?: string;
}
interface Published {
  organisation: string;
  sources: Record<string, string>;
  [SLIDE]: { rows: SlideRow[]; statements: string[] };
  [CABINET]: { rows: CabinetRow[] };
}

async function sampleFigures(): Promise<PlanFigures> {
  const { backend, plan } = await openSample();
  return backend.ok('figures.read', { plan });
}

function measureOf(figures: PlanFigures, key: string): number {
  return figures.measures.find((measure) => measure.label === LABELS[key])!.id;
}

/** What the sample shows in a row's cells, in the published file's own shape. */
function rowOf(figures: PlanFigures, row: SlideRow) {
  const measure = measureOf(figures, row.measure);
  const readings = YEARS.map((year) => readingInUse(figures, measure, year));
  const targets = YEARS.map((year) => {
    const target = targetInForce(figures, measure, year);
    return target?.setOn === '2021-05-31' ? target : null;
  });
  return {
    actual: readings.map((reading) => reading?.value ?? null),
    inProgress: readings.map((reading) => reading?.inProgress ?? null),
    target: targets.map((target) => target?.value ?? null),
    text: YEARS.map((_year, i) => {
      const written = readings[i]?.text || targets[i]?.text;
      return written || (readings[i]?.value != null ? String(readings[i].value) : '');
    }),
    note: readings.map((reading) => reading?.note ?? ''),
  };
}

const file = referenceFile('tower-hamlets-published.json');

describe.skipIf(file === null)('the sample and the published table', () => {
  const published = () => JSON.parse(file!) as Published;

  it('agree in every figure of the 2021 slide, with its texts and notes', async () => {
    const figures = await sampleFigures();
    const { [SLIDE]: slide, sources, organisation } = published();
    expect(figures.settings.organisation).toBe(organisation);
    for (const row of slide.rows) {
      const shown = rowOf(figures, row);
      expect(shown.actual, row.measure).toEqual(row.actual);
      expect(shown.inProgress, row.measure).toEqual(row.inProgress ?? YEARS.map(() => null));
      expect(shown.target, row.measure).toEqual(row.target ?? row.planned ?? YEARS.map(() => null));
      const texts = Array.isArray(row.text)
        ? row.text
        : YEARS.map((year) => row.text && (row.text as Record<string, string>)[label(year)]);
      texts.forEach((text, i) => {
        if (text) expect(shown.text[i], row.measure).toBe(text);
      });
      for (const [year, note] of Object.entries(row.note ?? {})) {
        expect(shown.note[Number(year.slice(0, 4)) - 2017]).toBe(note);
      }
    }
    const statements = figures.readings.map((reading) => reading.text);
    for (const statement of slide.statements) expect(statements).toContain(statement);
    const names = figures.sources.map((source) => source.name);
    expect(names).toEqual(expect.arrayContaining(Object.values(sources)));
  });

  it('agree in every figure of the 2019 report, kept beside the slide’s', async () => {
    const figures = await sampleFigures();
    const { [CABINET]: cabinet, sources } = published();
    const source = figures.sources.find((one) => one.name === sources[CABINET])!.id;
    for (const row of cabinet.rows) {
      const measure = measureOf(figures, row.measure);
      const kept = figures.readings.filter(
        (reading) =>
          reading.measure === measure && reading.source === source && reading.year === 2018,
      );
      const values = kept.map((reading) => reading.value);
      expect(values).toContain(row.actual);
      if (row.previous !== undefined) {
        expect(kept.find((reading) => reading.asAt === row.previousAsAt)?.value).toBe(row.previous);
      }
      const targets = targetRevisions(figures, measure, 2018).filter(
        (one) => one.source === source,
      );
      expect(targets.map((target) => target.value)).toEqual(
        row.target === undefined ? [] : [row.target],
      );
    }
  });
});

function label(year: number): string {
  return `${year}-${(year + 1) % 100}`;
}

describe('the sample’s benchmark', () => {
  it('is this authority beside its region and England, from a named source', async () => {
    const { backend, plan } = await openSample();
    const { rows, own, comparators } = await backend.ok('benchmark.read', { plan });
    expect(own).toBe('E09000030');
    expect(comparators).toEqual(['E13000001', 'E92000001']);
    expect(new Set(rows.map(({ source }) => source)).size).toBe(1);
    expect(rows[0]!.source).toContain('Open Government Licence v3.0');
    const quoted = rows.find(({ areaCode, censusYear }) => areaCode === own && censusYear === 2021);
    expect(quoted?.figures).toMatchObject({
      vacancyFte: 81.8,
      inPostFte: 259.4,
      vacancyRateFte: 24,
      turnoverRateFte: 12.5,
      agencyRateFte: 25,
      caseloadFte: 14.2,
    });
  });

  it('explains the two figures of autumn 2021 no further than they go', async () => {
    const { backend, plan } = await openSample();
    const figures = await backend.ok('figures.read', { plan });
    const { rows, own } = await backend.ok('benchmark.read', { plan });
    const area = areaByCode(benchmarkAreas(rows), own!)!;
    const found = differ(localVacancyOf(figures, 2021)!, dfeVacancyOf(area, 2021), null);
    // 40/319 and 81.8/(81.8 + 259.4).
    expect((found.start * 100).toFixed(1)).toBe('12.5');
    expect((found.end! * 100).toFixed(1)).toBe('24.0');
    expect(found.summary).toContain('Most of it is not explained');
    expect(found.needed.length).toBeGreaterThan(0);
  });
});

describe('the sample', () => {
  it('shows the council’s own figure where another source gives one too', async () => {
    const figures = await sampleFigures();
    const inUse = (kind: 'vacancyRate' | 'turnoverRate' | 'establishment' | 'agencyRate') =>
      readingInUse(figures, measureOfKind(figures, kind)!.id, 2021);
    expect(inUse('vacancyRate')).toMatchObject({ value: 12.5, asAt: '2021-11-12' });
    expect(inUse('turnoverRate')).toMatchObject({ value: 10, status: 'provisional' });
    expect(inUse('establishment')).toMatchObject({ value: 319 });
    expect(inUse('agencyRate')).toMatchObject({
      value: null,
      status: 'tbc',
      text: 'agency staff currently below 20%',
    });
  });

  it('quotes the statutory return for 30 September 2021', async () => {
    const figures = await sampleFigures();
    const dfe = figures.sources.find((source) => source.name.startsWith('DfE'))!;
    const quoted = figures.readings.filter((reading) => reading.source === dfe.id);
    expect(quoted.map(({ asAt, value, chosen }) => ({ asAt, value, chosen }))).toEqual([
      { asAt: '2021-09-30', value: 24, chosen: false },
      { asAt: '2021-09-30', value: 12.5, chosen: false },
    ]);
  });

  const returns = referenceFile('dfe/csww_indicators_2017_to_2023.csv');
  it.skipIf(returns === null)('quotes it as published', () => {
    const [head, ...rows] = returns!.trim().split(/\r?\n/);
    const columns = head!.replace(/^\uFEFF/, '').split(',');
    const row = rows
      .map((line) => line.split(','))
      .find((cells) => cells[0] === '2021' && cells.includes('Tower Hamlets'))!;
    const cell = (name: string) => row[columns.indexOf(name)];
    expect([cell('turnover_rate_fte'), cell('vacancy_rate_fte')]).toEqual(['12.5', '24']);
    expect([cell('leavers_fte'), cell('vacancy_fte'), cell('inpost_fte')]).toEqual([
      '32.4',
      '81.8',
      '259.4',
    ]);
  });
});
