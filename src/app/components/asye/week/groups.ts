/** The rows of a list of tasks under headings: by week, cohort or team. */
import { dateInWords, startOfWeek, type IsoDate } from '../../../../domain/calendar.ts';
import { byWeek, type Task } from '../../../../domain/asye/week.ts';
import { compareNames } from '../../../../domain/records/structure.ts';

export const GROUPINGS = [
  { value: 'date', label: 'By date' },
  { value: 'cohort', label: 'By cohort' },
  { value: 'team', label: 'By team' },
] as const;
export type Grouping = (typeof GROUPINGS)[number]['value'];

export interface TaskGroup {
  /** Empty: one list without headings. */
  label: string;
  tasks: Task[];
}

function weekWords(monday: IsoDate, today: IsoDate): string {
  const words = `Week of ${dateInWords(monday)}`;
  return monday === startOfWeek(today) ? `${words}, this week` : words;
}

/**
 * Tasks under headings. By date, what is still to come goes week by week, and other lists stand as
 * they are.
 *
 * @param teamOf - a task's team by name; empty where it is not known.
 */
export function taskGroups(
  tasks: readonly Task[],
  by: Grouping,
  today: IsoDate,
  teamOf: (task: Task) => string,
): TaskGroup[] {
  if (tasks.length === 0) return [];
  if (by === 'date') {
    if (tasks[0]!.kind !== 'due') return [{ label: '', tasks: [...tasks] }];
    return byWeek(tasks).map(({ monday, tasks: some }) => ({
      ...{ label: weekWords(monday, today), tasks: some },
    }));
  }
  const labelOf = (task: Task) =>
    by === 'cohort' ? task.of.cohort.name : teamOf(task) || 'Team not known';
  return [...Map.groupBy(tasks, labelOf)]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([label, some]) => ({ label, tasks: some }));
}
