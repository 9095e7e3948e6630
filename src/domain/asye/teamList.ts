/** A letter-ready list for a team's manager: their own members, and what is due by when. */
import { addDays, dateInWords, type IsoDate } from '../calendar.ts';
import type { Paper } from '../paper.ts';
import { SOON_DAYS, type MemberView } from './memberView.ts';
import { isOnProgramme } from './stage.ts';
import type { Task, TaskKind } from './week.ts';

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
 * What of this week's tasks is for a manager. What a panel decided, how somebody's programme ended
 * and what can be claimed are not.
 */
const FOR_MANAGERS = [
  'overdue',
  'due',
  'supervision',
  'no-assessor',
  'registration',
  'absent',
  'panel',
] as const satisfies readonly TaskKind[];
type ForManagers = (typeof FOR_MANAGERS)[number];

/** How a task stands, in words that tell nothing of pauses, decisions or reasons. */
const STANDING: Record<ForManagers, (task: Task) => string> = {
  overdue: ({ days: late }) => `${days(late ?? 0)} overdue`,
  due: () => '',
  supervision: ({ days: late }) => `${days(late ?? 0)} overdue`,
  'no-assessor': () => 'To be found',
  registration: ({ key, words }) => (key === 'programme' ? 'To be registered' : words),
  absent: () => 'Away since that day',
  panel: ({ days: since }) => ((since ?? 0) > 0 ? 'To be recorded' : 'To be booked'),
};

/**
 * The list: the team's own tasks of {@link weekTasks}, those with the earliest date first. It says
 * what is due from whom by when, and nothing of pauses, concerns, decisions or notes.
 */
export function teamList(
  tasks: Readonly<Record<TaskKind, readonly Task[]>>,
  views: readonly MemberView[],
  facts: TeamListFacts,
): Paper {
  const { organisation, classification, team, teamName, words, today } = facts;
  const due = FOR_MANAGERS.flatMap((kind) =>
    tasks[kind].filter(({ of }) => of.team === team).map((task) => ({ kind, task })),
  ).sort((a, b) => ((a.task.on ?? '~') < (b.task.on ?? '~') ? -1 : 1));
  const rows = due.map(({ kind, task }) => [
    words.member(task.of),
    task.what,
    task.on === null ? '' : dateInWords(task.on),
    STANDING[kind](task),
    words.assessor(task.of) || 'None',
  ]);
  const until = dateInWords(addDays(today, SOON_DAYS));
  const none =
    membersOfTeam(views, team).length === 0
      ? 'Nobody in this team is on the programme.'
      : `Nothing is overdue, and nothing falls due by ${until}.`;
  return {
    organisation,
    classification,
    title: `ASYE: what is due in ${teamName}`,
    about: [`As at ${dateInWords(today)}`, `Overdue, missing, and due by ${until}`],
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
