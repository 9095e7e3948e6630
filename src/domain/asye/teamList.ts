/** A letter-ready list for a team's manager: their own members, and what is due by when. */
import { addDays, dateInWords, type IsoDate } from '../calendar.ts';
import type { Paper } from '../paper.ts';
import { SOON_DAYS, type MemberView } from './memberView.ts';
import { isOnProgramme } from './stage.ts';

/** How the caller writes people and places. */
export interface MemberWords {
  member: (view: MemberView) => string;
  team: (view: MemberView) => string;
  assessor: (view: MemberView) => string;
}

export interface TeamListFacts {
  organisation: string;
  classification: string;
  team: number;
  teamName: string;
  words: Pick<MemberWords, 'member' | 'assessor'>;
  today: IsoDate;
}

const days = (n: number) => (n === 1 ? '1 day' : `${n} days`);

/** The members of a team who are on the programme: nobody else's are on its manager's list. */
export function membersOfTeam(views: readonly MemberView[], team: number): MemberView[] {
  return views.filter((view) => view.team === team && isOnProgramme(view.stage));
}

/**
 * The list, earliest due first. It says what is due from whom by when, and nothing of pauses,
 * concerns, decisions or notes.
 */
export function teamList(views: readonly MemberView[], facts: TeamListFacts): Paper {
  const { organisation, classification, team, teamName, words, today } = facts;
  const members = membersOfTeam(views, team);
  const due = members
    .flatMap((of) => of.milestones.map((milestone) => ({ of, milestone })))
    .filter(({ milestone: { standing } }) => standing === 'overdue' || standing === 'soon')
    .sort((a, b) => (a.milestone.dueOn! < b.milestone.dueOn! ? -1 : 1));
  const rows = due.map(({ of, milestone: { name, dueOn, standing, daysLate } }) => [
    words.member(of),
    name,
    dateInWords(dueOn!),
    standing === 'overdue' ? `${days(daysLate)} overdue` : '',
    words.assessor(of),
  ]);
  const until = dateInWords(addDays(today, SOON_DAYS));
  const none =
    members.length === 0
      ? 'Nobody in this team is on the programme.'
      : `Nothing is overdue, and nothing falls due by ${until}.`;
  return {
    organisation,
    classification,
    title: `ASYE: what is due in ${teamName}`,
    about: [`As at ${dateInWords(today)}`, `Overdue, and due by ${until}`],
    parts: [
      {
        heading: '',
        words: rows.length === 0 ? [none] : [],
        table:
          rows.length === 0
            ? null
            : {
                columns: ['From', 'What is due', 'By', 'Standing', 'Assessor'],
                widths: [0.22, 0.27, 0.18, 0.14, 0.19],
                rows,
              },
      },
    ],
    notes: [
      'Dates follow each member’s first day on the programme, their hours, and what has been agreed.',
    ],
    orientation: 'portrait',
  };
}
