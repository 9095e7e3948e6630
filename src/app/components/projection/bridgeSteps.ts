/** The projected bridge as the waterfall takes it. Means over the futures, so not whole people. */
import { dateInWords } from '../../../domain/calendar.ts';
import { formatSigned, formatValue } from '../../../domain/format.ts';
import type { NoRoute, ProjectedBridge } from '../../../domain/projection/index.ts';
import type { ChartTable, WaterfallStep } from '../../charts/types.ts';

/** One decimal: enough to see that the steps add up. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function level(label: string, value: number): WaterfallStep {
  const shown = tenths(value);
  const text = formatValue(shown, 'posts');
  return { label, kind: 'level', value: shown, text, words: `${label}: ${text}` };
}

function movement(label: string, value: number): WaterfallStep {
  const shown = tenths(value);
  const text = formatSigned(shown);
  return { label, kind: shown < 0 ? 'down' : 'up', value: shown, text, words: `${label}: ${text}` };
}

function nameOf(measure: number | NoRoute, names: Record<number, string>): string {
  if (measure === 'replacement') return 'Leavers replaced';
  if (measure === 'unrouted') return 'No route recorded';
  return names[measure] ?? 'Retired route';
}

/** Opening vacancies, what adds to them, what takes from them, closing vacancies. */
export function bridgeSteps(
  bridge: ProjectedBridge,
  names: Record<number, string>,
): WaterfallStep[] {
  const steps = [
    level(`Vacancies, ${dateInWords(bridge.from)}`, bridge.opening),
    movement('Leavers', bridge.leavers),
  ];
  if (bridge.establishmentChange !== 0) {
    steps.push(movement('Change of establishment', bridge.establishmentChange));
  }
  for (const { measure, offers, starts } of bridge.recruitsByRoute) {
    if (starts === 0) continue;
    const step = movement(nameOf(measure, names), -starts);
    const already = formatValue(tenths(offers), 'people');
    steps.push(
      offers === 0 ? step : { ...step, words: `${step.words}, of them ${already} in progress now` },
    );
  }
  return [...steps, level(`Vacancies, ${dateInWords(bridge.to)}`, bridge.closing)];
}

/** The same steps as a table. */
export function bridgeTable(steps: readonly WaterfallStep[]): ChartTable {
  return {
    columns: [{ label: 'Step' }, { label: 'Vacancies' }],
    rows: steps.map(({ label, text }) => [label, text]),
  };
}

/** The bridge in one sentence. Its parts add up as the chart's do. */
export function bridgeSummary(bridge: ProjectedBridge): string {
  const { opening, leavers, recruits, establishmentChange, closing, to } = bridge;
  const whole = (value: number) => formatValue(Math.round(value), 'posts');
  const posts =
    establishmentChange === 0
      ? ''
      : `, posts that ${establishmentChange > 0 ? 'open add' : 'close take away'} ${whole(Math.abs(establishmentChange))}`;
  return `From ${whole(opening)} vacancies, about ${whole(leavers)} leavers add to them${posts} and about ${whole(recruits)} recruits fill them, which leaves about ${whole(closing)} on ${dateInWords(to)}.`;
}
