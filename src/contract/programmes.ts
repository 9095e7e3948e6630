/** Programmes and their versions: what is asked and paid, for people who start from a date. */
import { z } from 'zod';
import { decidingPanel, programmeTemplate } from './asye.ts';
import { planCommand } from './call.ts';
import { date, name, rowId, text } from './fields.ts';

export const programmeCalls = {
  /** Adds a programme, or changes the one named. */
  'programme.save': planCommand({
    programme: rowId.nullable().default(null),
    name,
    /** The recruitment route whose yearly target its starters count towards. */
    route: rowId.nullable(),
  }).answers<{ programme: number }>(),
  /** A programme that no cohort is on, with its versions. */
  'programme.remove': planCommand({ programme: rowId }).answers<null>(),
  /**
   * Adds a version from a date, or corrects one that nobody has started on. People keep the
   * version they started on.
   */
  'programmeVersion.save': planCommand({
    version: rowId.nullable().default(null),
    programme: rowId,
    appliesFrom: date,
    /** The last day somebody can start on it; null: until the next version. */
    appliesTo: date.nullable(),
    template: programmeTemplate,
    source: z.string().trim().max(2_000, 'Keep the source to 2,000 characters.'),
    reason: text,
  }).answers<{ version: number }>(),
  /**
   * Changes which panel decides, also for those who have started on the version: it is when panels
   * sit, not what was asked of them.
   */
  'programmeVersion.decidingPanel': planCommand({
    version: rowId,
    decidingPanel,
    reason: text,
  }).answers<null>(),
  /** A version that nobody has started on. */
  'programmeVersion.remove': planCommand({ version: rowId }).answers<null>(),
};
