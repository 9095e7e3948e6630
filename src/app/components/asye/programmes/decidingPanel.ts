/** Which panel decides, as a form holds it, and reading it. */
import type { DecidingPanel, Offset } from '../../../../domain/asye/template.ts';

export interface DecidingPanelDraft {
  before: string;
  beforeUnit: Offset['unit'];
  /** Empty: however much later. */
  after: string;
  afterUnit: Offset['unit'];
}

export function decidingPanelDraft({ before, after }: DecidingPanel): DecidingPanelDraft {
  return {
    ...{ before: String(before.count), beforeUnit: before.unit },
    ...{ after: after === null ? '' : String(after.count), afterUnit: after?.unit ?? 'months' },
  };
}

/** @param number - reads a field's whole number, and says beside it where it is none. */
export function readDecidingPanel(
  { before, beforeUnit, after, afterUnit }: DecidingPanelDraft,
  number: (field: 'before' | 'after', text: string) => number,
): DecidingPanel {
  return {
    before: { unit: beforeUnit, count: number('before', before) },
    after: after.trim() === '' ? null : { unit: afterUnit, count: number('after', after) },
  };
}
