/** What a panel has decided of a member, for the form that records how it ended. */
import type { IsoDate } from '../../../../domain/calendar.ts';
import type { AsyeRecords } from '../../../../domain/asye/types.ts';

/** The latest panel that passed or failed a member; null where none has. */
export function panelDecisionOn(
  { panels, panelItems }: Pick<AsyeRecords, 'panels' | 'panelItems'>,
  member: number,
): { on: IsoDate; outcome: 'pass' | 'fail' } | null {
  const days = new Map(panels.map(({ id, on }) => [id, on]));
  return panelItems
    .filter((item) => item.member === member)
    .flatMap(({ panel, decision }) => {
      const on = days.get(panel);
      return on !== undefined && (decision === 'pass' || decision === 'fail')
        ? [{ on, outcome: decision }]
        : [];
    })
    .reduce<{ on: IsoDate; outcome: 'pass' | 'fail' } | null>(
      (last, one) => (last === null || one.on > last.on ? one : last),
      null,
    );
}
