/**
 * What every table of the schema holds. Erasure and figures-only copies go by this and by the
 * schema's foreign keys; tests fail for a table, or a column of free text, that is not in here.
 */

/**
 * `people`: rows about somebody. `structure`: services, teams, posts, programmes and the plan's
 * settings. `figures`: numbers as published or aimed for. `history`: the journal.
 */
type Holds = 'people' | 'structure' | 'figures' | 'history';

export interface TableClass {
  holds: Holds;
  /**
   * For people: the columns through which a row is part of another's and goes with it. Left out,
   * these are the NOT NULL foreign keys to tables about people; the other ones only mention
   * somebody, and are emptied when that person is erased.
   */
  partOf?: readonly string[];
  /** For the others: columns of words that stay in a figures-only copy. */
  kept?: readonly string[];
  /** For the others: columns of words that a figures-only copy leaves empty. */
  emptied?: readonly string[];
}

const PEOPLE: TableClass = { holds: 'people' };

/**
 * Which words a figures-only copy keeps: names of things, and what stands beside a figure in the
 * published table (its note, its reason, its source), which is what such a copy is for. Remarks on
 * posts, cohorts, panels and programmes are written for those who run them and may name people, so
 * they are emptied. Words of the history stay: they never name anybody.
 */
export const TABLE_CLASSES: Readonly<Record<string, TableClass>> = {
  plan: {
    holds: 'structure',
    kept: ['uid', 'name', 'organisation', 'author', 'classification', 'authority_number', 'origin'],
  },
  service: { holds: 'structure' },
  service_period: { holds: 'structure', kept: ['name'] },
  team: { holds: 'structure' },
  team_period: { holds: 'structure', kept: ['name'] },
  role: { holds: 'structure', kept: ['name'] },
  establishment_line: { holds: 'structure', kept: ['post_ref'], emptied: ['reason'] },
  programme: { holds: 'structure', kept: ['name'] },
  // The source is quoted from what was published; the template is the programme itself.
  programme_version: { holds: 'structure', kept: ['template', 'source'], emptied: ['reason'] },
  // Partners are universities.
  cohort: { holds: 'structure', kept: ['name', 'partners'], emptied: ['note'] },
  cohort_intake: { holds: 'structure' },
  panel: { holds: 'structure', emptied: ['note'] },

  measure: { holds: 'figures', kept: ['label'] },
  scope: { holds: 'figures', kept: ['name', 'note'] },
  source: { holds: 'figures', kept: ['name'] },
  reported_figure: { holds: 'figures', kept: ['note', 'text'] },
  target: { holds: 'figures', kept: ['reason', 'text'] },
  same_scope: { holds: 'figures', kept: ['note'] },
  leading_figure: { holds: 'figures' },
  // Numbers under a name that somebody chose.
  scenario: { holds: 'figures', kept: ['name', 'assumptions'] },
  benchmark: {
    holds: 'figures',
    kept: ['area_code', 'area_name', 'region_code', 'source', 'figures'],
  },
  comparator: { holds: 'figures', kept: ['area_code'] },

  worker: PEOPLE,
  worker_return: PEOPLE,
  engagement: PEOPLE,
  assignment: PEOPLE,
  absence: PEOPLE,
  // A member of staff who assesses; somebody from outside has no worker and stays.
  assessor: { holds: 'people', partOf: ['worker_id'] },
  cohort_member: PEOPLE,
  milestone: PEOPLE,
  evidence: PEOPLE,
  supervision: PEOPLE,
  timetable_change: PEOPLE,
  panel_item: PEOPLE,
  claim: PEOPLE,
  // A header may be a row about somebody that was taken for the headings.
  column_mapping: PEOPLE,

  journal_entry: { holds: 'history', kept: ['who', 'call', 'words', 'hash'] },
  // The rows as they were: a figures-only copy blanks them, erasure those of the person.
  journal_image: { holds: 'history', kept: ['table_name'], emptied: ['before', 'after'] },
  // Who has a copy, and who writes in which numbers: colleagues, of whom the history speaks too.
  copy_sent: { holds: 'history', kept: ['who', 'for_whom', 'file_name'] },
  id_block: { holds: 'history', kept: ['taken_by'] },
};

/** Whether a table is about people; one that nobody has classified is taken for it. */
export function holdsPeople(table: string): boolean {
  return (TABLE_CLASSES[table]?.holds ?? 'people') === 'people';
}

/** The tables about people. */
export const PEOPLE_TABLES: readonly string[] = Object.keys(TABLE_CLASSES).filter(holdsPeople);
