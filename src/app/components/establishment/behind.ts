/** The posts and people behind a figure, place by place: what any figure opens to. */
import type { IsoDate } from '../../../domain/calendar.ts';
import { ABSENCE_REASONS, labelOf } from '../../../domain/records/codes.ts';
import { indexRecords } from '../../../domain/records/indexRecords.ts';
import type { Finding } from '../../../domain/records/reconcile.ts';
import {
  establishmentTable,
  membersAt,
  type Member,
  type RecordsScope,
  type Stock,
} from '../../../domain/records/stock.ts';
import { teamAt } from '../../../domain/records/structure.ts';
import type { EstablishmentLine, Millionths, PlanRecords } from '../../../domain/records/types.ts';
import type { Column } from './columns.ts';
import { personWords } from './words.ts';

export interface PersonRow {
  key: string;
  who: string;
  /** In post, seconded in, agency worker, offer accepted … and whether they are away. */
  how: string;
  /** Null where they are placed nowhere. */
  fte: Millionths | null;
  from: IsoDate;
  to: IsoDate | null;
  postRef: string | null;
}

/** One role of one team, with what counts in a figure. */
export interface PlaceBehind {
  key: string;
  name: string;
  /** Null where a finding is about people placed nowhere. */
  place: { team: number; role: number } | null;
  stock: Stock | null;
  lines: EstablishmentLine[];
  people: PersonRow[];
}

const KIND_LABELS: Record<Member['kind'], string> = {
  employed: 'In post',
  'seconded-in': 'Seconded in',
  'seconded-out': 'Seconded out',
  agency: 'Agency worker',
  offer: 'Offer accepted, starts',
};

const cell = ({ team, role }: { team: number; role: number }) => `${team}/${role}`;

function personRow(records: PlanRecords, member: Member): PersonRow {
  const { assignmentsOf, engagements } = indexRecords(records);
  const assignment = assignmentsOf
    .get(member.engagement)
    ?.find(({ id }) => id === member.assignment);
  const engagement = engagements.get(member.engagement);
  const away = member.away && labelOf(ABSENCE_REASONS, member.away);
  return {
    key: `${member.kind}${member.assignment}`,
    who: personWords(records, member.worker),
    how: away
      ? `${KIND_LABELS[member.kind]}, away: ${away.toLowerCase()}`
      : KIND_LABELS[member.kind],
    fte: member.fte,
    from: assignment?.from ?? engagement?.from ?? '',
    to: assignment?.to ?? engagement?.to ?? null,
    postRef: assignment?.postRef ?? null,
  };
}

/** What a column counts at a date, by team and role in the order of the table. */
export function behindFigure(
  records: PlanRecords,
  date: IsoDate,
  scope: RecordsScope,
  column: Column,
): PlaceBehind[] {
  const { lines, members } = membersAt(records, date, scope);
  const covers = new Map(records.assignments.map((one) => [one.id, one.covers]));
  const linesOf = Map.groupBy(lines.filter(column.line), cell);
  const membersOf = Map.groupBy(
    members.filter((one) => column.member(one, covers.get(one.assignment) ?? null)),
    cell,
  );
  const table = establishmentTable(records, date, scope);
  return table.children.flatMap((service) =>
    service.children.flatMap((team) =>
      team.children
        .filter((role) => column.from(role.stock))
        .flatMap((role) => {
          const place = { team: team.id ?? 0, role: role.id ?? 0 };
          const own = linesOf.get(cell(place)) ?? [];
          const people = membersOf.get(cell(place)) ?? [];
          if (own.length + people.length === 0) return [];
          return [
            {
              key: cell(place),
              name: `${role.name}, ${team.name}`,
              place,
              stock: role.stock,
              lines: own,
              people: people.map((member) => personRow(records, member)),
            },
          ];
        }),
    ),
  );
}

/** What is at one date and not at the other: posts by line, people by where they are placed. */
export function onlyIn(places: PlaceBehind[], others: PlaceBehind[]): PlaceBehind[] {
  const lines = new Set(others.flatMap((one) => one.lines.map(({ id }) => id)));
  const people = new Set(others.flatMap((one) => one.people.map(({ key }) => key)));
  return places
    .map((one) => ({
      ...one,
      stock: null,
      lines: one.lines.filter(({ id }) => !lines.has(id)),
      people: one.people.filter(({ key }) => !people.has(key)),
    }))
    .filter((one) => one.lines.length + one.people.length > 0);
}

/** The posts and people a finding is about. */
export function behindFinding(
  records: PlanRecords,
  date: IsoDate,
  scope: RecordsScope,
  finding: Finding,
): PlaceBehind[] {
  const index = indexRecords(records);
  const wanted = new Set(finding.assignments);
  const { members } = membersAt(records, date, scope);
  const about = members.filter((member) => wanted.has(member.assignment));
  const lines = records.lines.filter(({ id }) => finding.lines.includes(id));
  const cells = Map.groupBy([...lines, ...about], cell);
  const places = [...cells.values()].map((rows): PlaceBehind => {
    const place = { team: rows[0]!.team, role: rows[0]!.role };
    const here = (row: { team: number; role: number }) => cell(row) === cell(place);
    const team = teamAt(records, place.team, date)?.name ?? '';
    return {
      key: cell(place),
      name: `${index.roles.get(place.role)?.name ?? ''}, ${team}`,
      place,
      stock: null,
      lines: lines.filter(here),
      people: about.filter(here).map((member) => personRow(records, member)),
    };
  });
  const unplaced = finding.assignments.length > 0 ? [] : finding.engagements;
  const people = unplaced.flatMap((id): PersonRow[] => {
    const engagement = index.engagements.get(id);
    if (!engagement) return [];
    const { worker, from, to } = engagement;
    const who = personWords(records, worker);
    return [{ key: `e${id}`, who, how: 'Placed nowhere', fte: null, from, to, postRef: null }];
  });
  if (people.length === 0) return places;
  return [...places, { key: 'none', name: 'No team', place: null, stock: null, lines: [], people }];
}
