/** The bridge from records as a waterfall in FTE. */
import { dateInWords } from '../../../domain/calendar.ts';
import type { BridgeTerm, RecordsBridge } from '../../../domain/records/recordsBridge.ts';
import { ONE_FTE } from '../../../domain/records/types.ts';
import type { ChartTable, WaterfallStep } from '../../charts/types.ts';
import { fteText, signedFte } from '../establishment/words.ts';

/** The terms that moved anything. */
export function termsOf(bridge: RecordsBridge): BridgeTerm[] {
  return bridge.terms.filter(
    ({ vacancies, movements, lines }) => vacancies !== 0 || movements.length + lines.length > 0,
  );
}

export function stepsOf(bridge: RecordsBridge): WaterfallStep[] {
  const level = (fte: number, date: string): WaterfallStep => ({
    label: `Vacant, ${dateInWords(date)}`,
    kind: 'level',
    value: fte / ONE_FTE,
    text: fteText(fte),
    words: `Vacant FTE at ${dateInWords(date)}: ${fteText(fte)}`,
  });
  const moved = termsOf(bridge).map(({ label, vacancies }): WaterfallStep => ({
    label,
    kind: vacancies > 0 ? 'up' : 'down',
    value: vacancies / ONE_FTE,
    text: signedFte(vacancies),
    words: `${label}: ${signedFte(vacancies)} FTE vacant`,
  }));
  const rest = bridge.unexplained.vacancies;
  return [
    level(bridge.opening.vacant, bridge.from),
    ...moved,
    {
      label: 'Not explained',
      kind: 'unexplained',
      value: rest / ONE_FTE,
      text: rest === 0 ? 'none' : signedFte(rest),
      words: `Not explained: ${rest === 0 ? 'none' : signedFte(rest)}`,
    },
    level(bridge.closing.vacant, bridge.to),
  ];
}

export function bridgeTable(steps: readonly WaterfallStep[]): ChartTable {
  return {
    columns: [{ label: 'Step' }, { label: 'Vacant FTE', unit: 'number' }],
    rows: steps.map(({ label, value }) => [label, value]),
  };
}

/** What moved the vacancies, in parts that add up to the whole: `leavers +52.7, starters −61.7`. */
function partsInWords({ terms, opening, closing, unexplained }: RecordsBridge): string {
  const sum = (...keys: BridgeTerm['key'][]) =>
    terms.filter(({ key }) => keys.includes(key)).reduce((all, one) => all + one.vacancies, 0);
  const establishment = sum('establishmentAdded', 'establishmentEnded');
  const leavers = sum('leavers');
  const starters = sum('starters');
  const whole = closing.vacant - opening.vacant - unexplained.vacancies;
  const parts = [
    ['changes in establishment', establishment],
    ['leavers', leavers],
    ['starters', starters],
    ['all else', whole - establishment - leavers - starters],
  ] as const;
  return parts
    .filter(([, fte]) => fte !== 0)
    .map(([what, fte]) => `${what} ${signedFte(fte)}`)
    .join(', ');
}

export function bridgeSummary(bridge: RecordsBridge): string {
  const { opening, closing, unexplained } = bridge;
  const change = closing.vacant - opening.vacant;
  const way = change === 0 ? 'did not change' : change > 0 ? 'rose' : 'fell';
  const by = change === 0 ? '' : ` by ${fteText(Math.abs(change))} FTE`;
  const rest =
    unexplained.vacancies === 0
      ? 'Every part of it is explained by the records.'
      : `${fteText(Math.abs(unexplained.vacancies))} FTE of it is not explained.`;
  const parts = partsInWords(bridge);
  return `Vacancies ${way}${by}${parts && `: ${parts}`}. ${rest}`;
}
