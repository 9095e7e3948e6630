/** The areas a person may choose from, and what is proposed for a newly chosen authority. */
import { areaByCode } from '../../../domain/benchmark/areas.ts';
import type { HeldArea } from '../../stores/benchmark.ts';

export interface AreaChoice {
  value: string;
  label: string;
}

/** `Northamptonshire (until 2020)`: an authority that is no more says so. */
function labelOf({ name, years }: HeldArea, latest: number): string {
  const last = Math.max(...years.keys());
  return last < latest ? `${name} (until ${last})` : name;
}

/** Every authority, by name. */
export function authorityChoices(areas: readonly HeldArea[], latest: number): AreaChoice[] {
  return areas
    .filter(({ level }) => level === 'Local authority')
    .map((area) => ({ value: area.code, label: labelOf(area, latest) }));
}

/** England and the regions, the authority's own first. */
export function wholeChoices(areas: readonly HeldArea[], own: HeldArea | null): AreaChoice[] {
  const region = own?.regionCode ? areaByCode(areas, own.regionCode) : null;
  const regions = areas.filter((area) => area.level === 'Regional' && area !== region);
  const nations = areas.filter(({ level }) => level === 'National');
  const choice = ({ code, name }: HeldArea, about = '') => ({ value: code, label: name + about });
  return [
    ...(region ? [choice(region, ' (its region)')] : []),
    ...nations.map((area) => choice(area)),
    ...regions.map((area) => choice(area)),
  ];
}

/** Whom a newly chosen authority is compared with until the user says otherwise. */
export function usualComparators(areas: readonly HeldArea[], own: HeldArea): string[] {
  const region = own.regionCode ? areaByCode(areas, own.regionCode) : null;
  const nations = areas.filter(({ level }) => level === 'National');
  return [...(region ? [region] : []), ...nations].map(({ code }) => code);
}
