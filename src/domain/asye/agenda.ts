/** A panel's agenda: who is seen in which order, and what each brings. */
import { dateInWords, type IsoDate } from '../calendar.ts';
import { formatValue } from '../format.ts';
import type { Paper, PaperTable } from '../paper.ts';
import { ONE_FTE } from '../records/types.ts';
import type { MemberView } from './memberView.ts';
import type { Booking, PanelView } from './panels.ts';
import { decisionWords, freeText, type Detail } from './sensitive.ts';
import type { PanelItem } from './types.ts';
import type { MemberWords } from './teamList.ts';

export interface AgendaFacts {
  organisation: string;
  classification: string;
  words: MemberWords;
  /** `plain` says nothing of what any panel decided; `full` adds decisions and conditions. */
  detail: Detail;
  today: IsoDate;
}

/** `Direct observations 3 of 3; 9 of 10 milestones done, 1 waived`. */
export function evidencedWords(view: MemberView): string {
  const steps = view.milestones.filter(({ kind }) => kind !== 'panel');
  const count = (some: string) => steps.filter(({ standing }) => standing === some).length;
  const waived = count('waived') === 0 ? '' : `, ${count('waived')} waived`;
  return [
    ...view.evidence.map(({ name, held, count: wanted }) => `${name} ${held} of ${wanted}`),
    ...(steps.length === 0 ? [] : [`${count('done')} of ${steps.length} milestones done${waived}`]),
  ].join('; ');
}

/** `Deferred. Conditions: a further observation`; only ever in full detail. */
function decidedWords({ decision, conditions }: PanelItem, detail: Detail): string {
  const text = freeText(conditions, detail).trim();
  return `${decisionWords(decision, detail)}${text === '' ? '' : `. Conditions: ${text}`}`;
}

function earlierWords({ earlier }: Booking, detail: Detail): string {
  return earlier
    .map(({ on, item }) => `${dateInWords(on)}: ${decidedWords(item, detail)}`)
    .join('; ');
}

function tableOf(view: PanelView, { words, detail }: AgendaFacts): PaperTable {
  const full = detail === 'full';
  const decided = full && view.bookings.some(({ item }) => item.decision !== null);
  const plain = [
    'No.',
    'Member',
    'For',
    'Team',
    'Assessor',
    'Started',
    'Hours',
    'What is evidenced',
  ];
  const rows = view.bookings.map((booking, at) => {
    const { of, item, role } = booking;
    return [
      String(at + 1),
      words.member(of),
      role === 'decides' ? 'Decision' : 'Progress',
      words.team(of),
      words.assessor(of),
      of.member.startedOn === null ? '' : dateInWords(of.member.startedOn),
      of.fte === null ? '' : `${formatValue(of.fte / ONE_FTE, 'number')} FTE`,
      evidencedWords(of),
      ...(full ? [earlierWords(booking, detail)] : []),
      ...(decided ? [item.decision === null ? '' : decidedWords(item, detail)] : []),
    ];
  });
  const base = [0.04, 0.14, 0.09, 0.14, 0.13, 0.12, 0.08, 0.26];
  const more = [...(full ? [0.24] : []), ...(decided ? [0.24] : [])];
  const sum = [...base, ...more].reduce((a, b) => a + b);
  return {
    columns: [...plain, ...(full ? ['Earlier panels'] : []), ...(decided ? ['Decision'] : [])],
    widths: [...base, ...more].map((width) => width / sum),
    rows,
  };
}

/** The agenda as a paper. */
export function agenda(view: PanelView, facts: AgendaFacts): Paper {
  const { organisation, classification, detail, today } = facts;
  const { panel, bookings } = view;
  const places = panel.capacity === null ? '' : ` of ${panel.capacity} places`;
  return {
    organisation,
    classification,
    title: `ASYE panel, ${dateInWords(panel.on)}`,
    about: ['Agenda', `${bookings.length}${places} booked`, `As at ${dateInWords(today)}`],
    parts: [
      {
        heading: '',
        words: bookings.length === 0 ? ['Nobody is booked on this panel.'] : [],
        table: bookings.length === 0 ? null : tableOf(view, facts),
      },
    ],
    notes:
      detail === 'full'
        ? ['Holds what panels decided, and their conditions. Share it with panel members only.']
        : [],
    orientation: 'landscape',
  };
}
