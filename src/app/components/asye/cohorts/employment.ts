/** What the records say of a member's employment, for the forms that begin or change it. */
import { dateInWords, type IsoDate } from '../../../../domain/calendar.ts';
import type { MemberView } from '../../../../domain/asye/memberView.ts';
import { usualFirstRole } from '../../../../domain/asye/usualRoles.ts';
import { indexRecords, isEmployed } from '../../../../domain/records/indexRecords.ts';
import type { Engagement, PlanRecords } from '../../../../domain/records/types.ts';
import { fteField } from '../../establishment/words.ts';
import { placeDraft, type PlaceDraft } from '../../workforce/forms.ts';
import { placesOf } from '../../workforce/people.ts';
import { placeText } from '../../workforce/words.ts';

/** What every form about a member is given. */
export interface MemberFormProps {
  view: MemberView;
  records: PlanRecords;
  members: readonly MemberView[];
}

/** The employment a member has, or the one on record for them on a day. */
export function employmentOf(
  records: PlanRecords,
  { worker, engagement }: MemberView,
  day: IsoDate,
): Engagement | null {
  if (engagement) return engagement;
  const all = indexRecords(records).engagementsOf.get(worker.id) ?? [];
  const inForce = all.find(
    ({ basis, from, to }) => isEmployed(basis) && from <= day && (to === null || to >= day),
  );
  return inForce ?? null;
}

/** "Social worker, Duty, 1 FTE, from 1 September 2025". */
export function employmentWords(records: PlanRecords, engagement: Engagement): string {
  const { places } = placesOf(records, engagement, engagement.from);
  const where = places.map((place) => placeText(records, place)).join('; ');
  return `${where || 'no post'}, from ${dateInWords(engagement.from)}`;
}

/** Where a member is placed, or what is planned and usual for those who are not yet. */
export function firstPlaces({ view, records, members }: MemberFormProps): PlaceDraft[] {
  const { engagement, member } = view;
  if (engagement) {
    const { places } = placesOf(records, engagement, engagement.from);
    if (places.length > 0) return places.map((place) => placeDraft(place));
  }
  const draft = placeDraft();
  return [
    {
      ...draft,
      team: member.team ?? undefined,
      role: usualFirstRole(records, members) ?? undefined,
      fte: member.fte === null ? draft.fte : fteField(member.fte),
    },
  ];
}
