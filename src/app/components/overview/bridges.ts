/** The Overview's waterfall: what made up the change in vacancies from one year to the next. */
import type { Bridge } from '../../../domain/bridge.ts';
import { dateInWords, yearLabel } from '../../../domain/calendar.ts';
import type { PlanFigures } from '../../../domain/figures.ts';
import { formatSigned, formatValue } from '../../../domain/format.ts';
import type { ChartFacts, ChartTable, WaterfallStep } from '../../charts/types.ts';
import { figureOf, isKnown } from '../../../domain/derived.ts';
import { scopesInWords, sourcesInWords, type YearFigure } from './years.ts';

export interface BridgeChart {
  facts: ChartFacts;
  table: ChartTable;
  steps: WaterfallStep[];
}

/** "2020-21 to 2021-22". */
export function stepLabel({ from, to }: Bridge, startMonth: number): string {
  return `${yearLabel(from, startMonth)} to ${yearLabel(to, startMonth)}`;
}

/** The waterfall of a bridge. */
export function bridgeChart(figures: PlanFigures, bridge: Bridge): BridgeChart {
  const month = figures.settings.yearStartMonth;
  const steps = stepsOf(bridge);
  const ends: YearFigure[] = [bridge.from, bridge.to].flatMap((year) => {
    const figure = figureOf(figures, 'vacancies', year);
    return isKnown(figure) ? [{ year, figure }] : [];
  });
  return {
    facts: {
      title: `From ${formatValue(bridge.opening, 'posts')} to ${formatValue(bridge.closing, 'posts')} vacancies, ${stepLabel(bridge, month)}`,
      definition:
        'Vacancies at the start, plus leavers, less recruits, plus any change in establishment, and what is left.',
      asAt: `${dateInWords(bridge.fromAsAt)} to ${dateInWords(bridge.toAsAt)}`,
      scope: scopesInWords(
        figures,
        ends.map(({ figure }) => figure.scope),
      ),
      source: sourcesInWords(ends),
      summary: [summaryOf(bridge), ...bridge.notes].join(' '),
    },
    table: {
      columns: [{ label: 'Step' }, { label: 'Posts', unit: 'posts' }],
      rows: steps.map(({ label, value, text }) => [label, value ?? text]),
    },
    steps,
  };
}

function summaryOf({ leavers, recruits, unexplained, establishmentChange }: Bridge): string {
  const n = (value: number) => formatValue(Math.abs(value), 'posts');
  const flows = [
    `${n(leavers)} people left`,
    `${n(recruits)} were recruited`,
    ...(establishmentChange ? [postsInWords(establishmentChange)] : []),
  ];
  const said = `${flows.slice(0, -1).join(', ')} and ${flows.at(-1)}`;
  if (unexplained === 0) return `${said}: the figures balance.`;
  const change = establishmentChange === null ? ', and no change in establishment is recorded' : '';
  return `${said}; ${n(unexplained)} of the movement is not explained${change}.`;
}

/** `6 posts were added`, `1 post was taken out`. */
function postsInWords(change: number): string {
  const count = formatValue(Math.abs(change), 'posts');
  const posts = count === '1' ? 'post was' : 'posts were';
  return `${count} ${posts} ${change > 0 ? 'added' : 'taken out'}`;
}

function stepsOf(bridge: Bridge): WaterfallStep[] {
  return [
    level('Vacancies', bridge.opening, dateInWords(bridge.fromAsAt)),
    movement('Leavers', bridge.leavers),
    ...bridge.recruitsByRoute.map(({ label, count }) =>
      count === null ? unknown(label, 'no figure') : movement(label, -count),
    ),
    ...(bridge.recruitsNotByRoute === 0
      ? []
      : [movement('Recruits no route accounts for', -bridge.recruitsNotByRoute)]),
    bridge.establishmentChange === null
      ? unknown('Change in establishment', 'not recorded')
      : movement('Change in establishment', bridge.establishmentChange),
    unexplained(bridge.unexplained),
    level('Vacancies', bridge.closing, dateInWords(bridge.toAsAt)),
  ];
}

function level(label: string, value: number, at: string): WaterfallStep {
  const text = formatValue(value, 'posts');
  return {
    label: `${label}, ${at}`,
    kind: 'level',
    value,
    text,
    words: `${label} at ${at}: ${text}`,
  };
}

function movement(label: string, value: number): WaterfallStep {
  const text = formatSigned(value);
  const kind = value > 0 ? 'up' : 'down';
  return { label, kind, value, text, words: `${label}: ${text}` };
}

function unknown(label: string, text: string): WaterfallStep {
  return { label, kind: 'unknown', value: null, text, words: `${label}: ${text}` };
}

function unexplained(value: number): WaterfallStep {
  const text = value === 0 ? 'none' : formatSigned(value);
  return {
    label: 'Not explained',
    kind: 'unexplained',
    value,
    text,
    words: `Not explained: ${text}`,
  };
}
