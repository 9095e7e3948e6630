/** Panels: when they meet, who is on their agenda, and what they decided. */
import { z } from 'zod';
import { DECISIONS } from '../domain/asye/types.ts';
import { planCommand } from './call.ts';
import { date, rowId, text } from './fields.ts';

const capacity = z
  .int('Enter the number of places as a whole number.')
  .min(1, 'Enter 1 place or more, or leave it empty.')
  .max(500, 'Enter fewer than 500 places.')
  .nullable()
  .default(null);

const members = z.array(rowId).min(1, 'Choose somebody.').max(500);

export const panelCalls = {
  /** Adds panels, and changes those named, as one step. */
  'panel.save': planCommand({
    panels: z
      .array(
        z.strictObject({
          panel: rowId.nullable().default(null),
          on: date,
          capacity,
          note: text.default(''),
        }),
      )
      .min(1)
      .max(20, 'Add up to 20 panels at once.'),
  }).answers<{ panels: number[] }>(),
  /** Takes away a panel that has decided nothing; whoever was booked on it is booked on none. */
  'panel.remove': planCommand({ panel: rowId }).answers<null>(),
  /** Books members on a panel, after those already there. */
  'panel.book': planCommand({ panel: rowId, members }).answers<null>(),
  'panel.unbook': planCommand({ panel: rowId, member: rowId }).answers<null>(),
  /** The agenda's members in the order they are to be seen, all of them. */
  'panel.reorder': planCommand({ panel: rowId, members }).answers<null>(),
  /** Records what a panel decided; null takes it back. */
  'panel.decide': planCommand({
    panel: rowId,
    member: rowId,
    decision: z.enum(DECISIONS).nullable(),
    conditions: text.default(''),
  }).answers<null>(),
};
