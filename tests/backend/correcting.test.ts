/** Correcting a reading in every part, and putting what is typed in use. */
import { describe, expect, it } from 'vitest';
import { readingInUse } from '../../src/domain/figures.ts';
import { openSample } from './support.ts';

async function sample() {
  const { backend, plan } = await openSample();
  const figures = () => backend.ok('figures.read', { plan });
  const { measures, sources, readings } = await figures();
  const vacancies = measures.find((measure) => measure.kind === 'vacancies')!.id;
  const of = (value: number) =>
    readings.find((r) => r.measure === vacancies && r.year === 2018 && r.value === value)!;
  return { backend, plan, figures, vacancies, sources, cabinet: of(68), slide: of(83) };
}

describe('a recorded reading', () => {
  it('is in use when asked to be, over a later and a chosen one, and gives way on undo', async () => {
    const { backend, plan, figures, vacancies, cabinet } = await sample();
    const inUse = async () => readingInUse(await figures(), vacancies, 2018);
    expect((await inUse())?.value).toBe(83);
    const entry = {
      ...{ measure: vacancies, source: cabinet.source, year: 2018, asAt: cabinet.asAt },
      ...{ value: 69, status: 'actual' as const, use: true },
    };
    await backend.change('figures.record', { plan, readings: [entry] });
    expect(await inUse()).toMatchObject({ id: cabinet.id, value: 69, chosen: true });
    await backend.change('history.undo', { plan });
    expect((await inUse())?.value).toBe(83);
  });

  it('needs no choice where it is the latest', async () => {
    const { backend, plan, figures, vacancies, cabinet } = await sample();
    const entry = {
      ...{ measure: vacancies, source: cabinet.source, year: 2017, asAt: '2018-03-31' },
      ...{ value: 105, status: 'actual' as const, use: true },
    };
    await backend.change('figures.record', { plan, readings: [entry] });
    expect(readingInUse(await figures(), vacancies, 2017)).toMatchObject({
      value: 105,
      chosen: false,
    });
  });

  it('takes the place of the one it corrects when its date changes, in one change', async () => {
    const { backend, plan, figures, vacancies, cabinet } = await sample();
    const before = (await figures()).readings.length;
    const entry = {
      ...{ measure: vacancies, source: cabinet.source, year: 2018, asAt: '2019-02-28' },
      ...{ value: 68, status: 'actual' as const, corrects: cabinet.id },
    };
    await backend.change('figures.record', { plan, readings: [entry] });
    const after = (await figures()).readings;
    expect(after).toHaveLength(before);
    expect(after.some(({ id }) => id === cabinet.id)).toBe(false);
    await backend.change('history.undo', { plan });
    expect((await figures()).readings.find(({ id }) => id === cabinet.id)?.asAt).toBe(cabinet.asAt);
  });

  it('cannot correct a figure of another year', async () => {
    const { backend, plan, vacancies, cabinet } = await sample();
    const fault = await backend.fault('figures.record', {
      plan,
      revision: await backend.revision(plan),
      readings: [
        {
          ...{ measure: vacancies, source: cabinet.source, year: 2019, asAt: '2020-03-31' },
          ...{ value: 68, status: 'actual', corrects: cabinet.id },
        },
      ],
    });
    expect(fault.code).toBe('bad-input');
  });
});
