/** Who assesses and supervises the borough's members: its own practitioners and managers. */
import { addMonths, type IsoDate } from '../../calendar.ts';
import type { Assessor } from '../../asye/types.ts';
import { add, AS_AT } from './area.ts';
import type { Academy } from './asye.ts';
import { roleId } from './blueprint.ts';

/** How many assessors there are room for: the last cohort has about one for every two members. */
const MOST = 2;

export class Assessors {
  private readonly academy: Academy;
  /** Until when an assessor is busy with each member they have. */
  private readonly busy = new Map<number, IsoDate[]>();

  constructor(academy: Academy) {
    this.academy = academy;
  }

  /** Workers in a role on a day, in a team where one is named. */
  private inRole(role: number, day: IsoDate, team?: number): number[] {
    const { assignments, engagements } = this.academy.records;
    const engaged = new Map(engagements.map((one) => [one.id, one]));
    return assignments
      .filter(
        (one) =>
          one.role === role &&
          (team === undefined || one.team === team) &&
          one.from <= day &&
          (one.to === null || one.to > day) &&
          engaged.get(one.engagement)?.basis === 'permanent',
      )
      .map(({ engagement }) => engaged.get(engagement)!.worker);
  }

  private assessorOf(worker: number): Assessor {
    const { content, records } = this.academy;
    const known = content.assessors.find((one) => one.worker === worker);
    if (known) return known;
    const last = records.engagements
      .filter((one) => one.worker === worker)
      .reduce<IsoDate | null>(
        (end, { to }) => (end === null || to === null ? null : to > end ? to : end),
        '',
      );
    const retiredOn = last !== null && last !== '' && last <= AS_AT ? last : null;
    return add(content.assessors, { worker, name: null, mostMembers: MOST, retiredOn });
  }

  /** An advanced practitioner with room for one more from a day on; null where all are busy. */
  forMember(from: IsoDate): number | null {
    const free = this.inRole(roleId('advanced'), from).filter((worker) => {
      const until = this.busy.get(worker) ?? [];
      return until.filter((day) => day > from).length < MOST;
    });
    if (free.length === 0) return null;
    // Those who assess already come first: a borough has a dozen or two, not everybody.
    const known = free.filter((worker) =>
      this.academy.content.assessors.some((one) => one.worker === worker),
    );
    const worker = this.academy.chance.pick(known.length > 2 ? known : free);
    this.busy.set(worker, [...(this.busy.get(worker) ?? []), addMonths(from, 12)]);
    return this.assessorOf(worker).id;
  }

  /** The manager of a team on a day, who supervises its members. */
  managerOf(team: number, day: IsoDate, except: number): number | null {
    return this.inRole(roleId('teamManager'), day, team).find((one) => one !== except) ?? null;
  }
}
