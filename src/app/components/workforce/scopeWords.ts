/** What a scope counts, in words: every figure names it. */
import type { IsoDate } from '../../../domain/calendar.ts';
import { indexRecords } from '../../../domain/records/indexRecords.ts';
import type { RecordsScope } from '../../../domain/records/scope.ts';
import { serviceNameAt, teamAt } from '../../../domain/records/structure.ts';
import type { PlanRecords } from '../../../domain/records/types.ts';

export const COUNTS = [
  { value: 'plan', label: 'The plan’s roles' },
  { value: 'dfe', label: 'The statutory return’s roles' },
  { value: 'all', label: 'Every role' },
] as const;

/** "The plan’s roles, Family support, Social worker". */
export function scopeInWords(records: PlanRecords, scope: RecordsScope, date: IsoDate): string {
  const index = indexRecords(records);
  const { counts, service, team, role } = scope;
  return [
    COUNTS.find(({ value }) => value === counts)?.label ?? '',
    ...(service == null ? [] : [serviceNameAt(index.services.get(service), date)]),
    ...(team == null ? [] : [teamAt(records, team, date)?.name ?? '']),
    ...(role == null ? [] : [index.roles.get(role)?.name ?? '']),
  ].join(', ');
}
