/** What the charts draw, and how their points are read out, without drawing them. */
import { describe, expect, it, test } from 'vitest';
import { dateAxis, positionOf, yearAxis } from '../../src/app/charts/axis.ts';
import { barsDrawing } from '../../src/app/charts/bars.ts';
import { dotsDrawing, stackDots } from '../../src/app/charts/dots.ts';
import { roomForEnds, spread } from '../../src/app/charts/endLabels.ts';
import { wrapWords } from '../../src/app/charts/labels.ts';
import { lineDrawing, placePoints } from '../../src/app/charts/line.ts';
import { placeAfter } from '../../src/app/charts/reading.ts';
import { spansOf, waterfallDrawing } from '../../src/app/charts/waterfall.ts';
import type { Look } from '../../src/app/charts/palette.ts';
import type { ChartStop, LinePoint, WaterfallStep } from '../../src/app/charts/types.ts';

const look: Look = {
  blue: 'blue',
  turquoise: 'turquoise',
  pink: 'pink',
  orange: 'orange',
  grey: 'grey',
  purple: 'purple',
  band: 'band',
  bandStrong: 'bandStrong',
  ink: 'ink',
  grid: 'grid',
  paper: 'paper',
  font: 'sans-serif',
};

const point = (at: number, value: number | null, hollow = false): LinePoint => ({
  at,
  value,
  words: `${at}: ${value ?? 'not known'}`,
  hollow,
});

describe('axes', () => {
  it('put years side by side', () => {
    const axis = yearAxis([2020, 2021], 4);
    expect(axis).toEqual({
      from: 2019.5,
      to: 2021.5,
      ticks: [
        { at: 2020, label: '2020-21' },
        { at: 2021, label: '2021-22' },
      ],
    });
  });

  it('put dates in proportion, with words at the end of each year', () => {
    expect(positionOf('2022-03-31')).toBe(2022 * 12 + 3);
    expect(positionOf('2021-11-15') - positionOf('2021-10-31')).toBe(0.5);
    const axis = dateAxis('2021-11-12', '2023-03-31', 4);
    expect(axis.ticks.map(({ label }) => label)).toEqual(['Mar 2022', 'Mar 2023']);
    expect(axis.to).toBe(axis.ticks.at(-1)?.at);
  });
});

describe('a line chart', () => {
  it('breaks its line where the scope changed, and nowhere else', () => {
    const points = [point(2019, 29), point(2020, 15.2), point(2021, 12.5)];
    const { data, index } = placePoints(points, [{ at: 2019.5, label: 'Scope changed' }]);
    expect(data.map(({ y }) => y)).toEqual([29, Number.NaN, 15.2, 12.5]);
    expect(index).toEqual([0, 2, 3]);
    expect(placePoints(points, []).data).toHaveLength(3);
  });

  it('leaves a gap where there is no figure, which is never drawn as zero', () => {
    const { data } = placePoints([point(2019, 29), point(2020, null)], []);
    expect(data[1]?.y).toBeNaN();
  });

  const drawing = lineDrawing({
    axis: yearAxis([2019, 2020, 2021], 4),
    unit: 'percent',
    series: [
      {
        name: 'Actual',
        drawnAs: 'actual',
        points: [point(2019, 29), point(2020, null), point(2021, 12.5, true)],
      },
      { name: 'Projected', drawnAs: 'projection', points: [point(2021, 12.5)] },
    ],
    bands: [
      {
        name: '80%',
        strength: 'wide',
        points: [{ at: 2021, low: 8, high: 17, words: '8% to 17%' }],
      },
    ],
    targets: [{ from: 2021, to: 2021, value: 10, label: 'Target 10%', words: 'target 10%' }],
  });

  it('reads out every point, band and target, and marks the one drawn for it', () => {
    expect(drawing.stops.map((stops) => stops.map(({ words }) => words))).toEqual([
      ['2019: 29', '2020: not known', '2021: 12.5'],
      ['2021: 12.5'],
      ['8% to 17%'],
      ['target 10%'],
    ]);
    expect(drawing.stops[0]?.map(({ at }) => at)).toEqual([
      { datasetIndex: 2, index: 0 },
      null,
      { datasetIndex: 2, index: 2 },
    ]);
  });

  it('tells every mark apart by shape as well as by colour', () => {
    expect(drawing.legend.map(({ name, mark }) => `${name}: ${mark}`)).toEqual([
      'Actual: line',
      'Projected: dashed',
      'Part of a year, or provisional: hollow-point',
      '80%: filled',
      'Target: target',
    ]);
  });

  it('draws part of a year hollow, a projection dashed without markers, and from zero', () => {
    const { data, options } = drawing.config(look);
    expect(data.datasets[2]).toMatchObject({
      borderDash: [],
      pointRadius: 4.5,
      pointBackgroundColor: ['blue', 'blue', 'paper'],
    });
    expect(data.datasets[3]).toMatchObject({ borderDash: [5, 4], pointRadius: 0 });
    expect(options?.scales?.['y']).toMatchObject({ beginAtZero: true });
    expect(Object.keys(options?.scales ?? {})).toEqual(['x', 'y']);
  });
});

describe('bars against targets', () => {
  const drawing = barsDrawing({
    rows: [
      { label: 'ASYE', value: 18, inProgress: 1, target: 20, text: '18', words: 'ASYE: 18' },
      { label: 'Managers', value: null, inProgress: null, target: null, text: '', words: 'none' },
    ],
    name: 'Recruited',
    partYear: true,
  });

  it('keep what is in progress apart from what is done', () => {
    const [done, inProgress] = drawing.config(look).data.datasets;
    expect(done).toMatchObject({ data: [18, null], backgroundColor: 'bandStrong' });
    expect(inProgress).toMatchObject({ data: [1, null], backgroundColor: 'paper' });
  });

  it('name only what is there', () => {
    expect(drawing.legend.map(({ mark }) => mark)).toEqual(['filled', 'hollow', 'target-mark']);
    expect(drawing.stops[0]?.[1]?.at).toBeNull();
  });
});

describe('a waterfall', () => {
  const step = (kind: WaterfallStep['kind'], value: number | null): WaterfallStep => ({
    label: kind,
    kind,
    value,
    text: '',
    words: kind,
  });
  const steps = [
    step('level', 50),
    step('up', 28),
    step('down', -45),
    step('unknown', null),
    step('unexplained', 7),
    step('level', 40),
  ];

  it('goes from level to level: 50 + 28 − 45 + 7 unexplained = 40', () => {
    expect(spansOf(steps)).toEqual([[0, 50], [50, 78], [78, 33], null, [33, 40], [0, 40]]);
  });

  it('draws what is not explained hollow, and says so in its legend', () => {
    const drawing = waterfallDrawing({ steps });
    expect(drawing.legend.at(-1)).toEqual({ name: 'Not explained', ink: 'grey', mark: 'hollow' });
    expect(drawing.config(look).data.datasets[0]?.backgroundColor).toEqual([
      'blue',
      'orange',
      'turquoise',
      'paper',
      'paper',
      'blue',
    ]);
  });
});

describe('a waterfall of rates', () => {
  it('names its bars and its axis as it is told', () => {
    const names = { level: 'Vacancy rate', up: 'Adds to the rate', down: 'Takes from the rate' };
    const rate: WaterfallStep = { label: '', kind: 'level', value: 12.5, text: '', words: '' };
    const drawing = waterfallDrawing({ steps: [rate], unit: 'percent', names });
    expect(drawing.legend.map(({ name }) => name)).toEqual(['Vacancy rate']);
  });
});

describe('a dot for each', () => {
  const dots = [1.2, 1.4, 1.6, 2.6].map((value) => ({ value, words: `${value}` }));

  it('stands at the nearest step, the own one on top of its stack', () => {
    // Steps of a half: 1.2 is nearest to 1, 1.4 and 1.6 to 1.5, 2.6 to 2.5.
    const { places, step, highest } = stackDots(dots, 1);
    expect(step).toBe(0.5);
    expect(highest).toBe(2);
    expect(places).toEqual([
      { x: 1, y: 1 },
      { x: 1.5, y: 2 },
      { x: 1.5, y: 1 },
      { x: 2.5, y: 1 },
    ]);
    expect(stackDots([], 0).places).toEqual([]);
  });

  it('is read out in order, the own one where it stands among the others', () => {
    const drawing = dotsDrawing({
      dots,
      unit: 'percent',
      name: 'Another',
      own: { index: 1, name: 'Own', label: 'Own 1.4%' },
      middle: { value: 1.5, label: 'Middle 1.5%' },
    });
    expect(drawing.stops[0]?.map(({ words }) => words)).toEqual(['1.2', '1.4', '1.6', '2.6']);
    expect(drawing.stops[0]?.map(({ at }) => [at?.datasetIndex, at?.index])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [0, 2],
    ]);
    expect(drawing.legend.map(({ name }) => name)).toEqual([
      'Own',
      'Another, at the nearest 0.5%',
      'Middle authority',
    ]);
  });
});

describe('names beside the ends of lines', () => {
  it('are moved apart and stay inside, in the order of their points', () => {
    const label = (name: string, top: number) => ({ name, y: top + 7, top, lines: [name] });
    const placed = spread([label('low', 95), label('high', 40), label('middle', 42)], 0, 100);
    expect(placed.map(({ name }) => name)).toEqual(['high', 'middle', 'low']);
    expect(placed[1]!.top - placed[0]!.top).toBeGreaterThanOrEqual(15);
    expect(placed[2]!.top).toBeLessThanOrEqual(85);
  });

  it('have room only where the chart is wide', () => {
    expect(roomForEnds([], 900)).toBe(0);
    expect(roomForEnds(['England 18.9%'], 400)).toBe(0);
    expect(roomForEnds(['England 18.9%'], 900)).toBeGreaterThan(0.1);
  });
});

describe('reading by keyboard', () => {
  const stop: ChartStop = { words: '', at: null };
  const stops = [
    [stop, stop, stop],
    [stop, stop],
  ];
  test.each([
    ['ArrowRight', null, { series: 0, stop: 0 }],
    ['ArrowRight', { series: 0, stop: 2 }, { series: 0, stop: 2 }],
    ['ArrowLeft', { series: 0, stop: 2 }, { series: 0, stop: 1 }],
    ['ArrowDown', { series: 0, stop: 2 }, { series: 1, stop: 1 }],
    ['ArrowUp', { series: 1, stop: 1 }, { series: 0, stop: 1 }],
    ['Home', { series: 0, stop: 2 }, { series: 0, stop: 0 }],
    ['End', { series: 1, stop: 0 }, { series: 1, stop: 1 }],
    ['Tab', { series: 0, stop: 1 }, null],
  ])('%s from %j leads to %j', (key, from, to) => {
    expect(placeAfter(key, from, stops)).toEqual(to);
  });

  it('goes along a single series with up and down too', () => {
    expect(placeAfter('ArrowDown', { series: 0, stop: 0 }, [[stop, stop]])).toEqual({
      series: 0,
      stop: 1,
    });
  });

  it('has nowhere to go in a chart without points', () => {
    expect(placeAfter('ArrowRight', null, [[]])).toBeNull();
  });
});

test('long names are wrapped at spaces', () => {
  expect(wrapWords('Direct Recruitment of Experienced SWs', 22)).toEqual([
    'Direct Recruitment of',
    'Experienced SWs',
  ]);
  expect(wrapWords('Antidisestablishmentarianism', 10)).toEqual(['Antidisestablishmentarianism']);
});
