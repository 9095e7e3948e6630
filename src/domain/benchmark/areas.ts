/**
 * The areas of DfE's published figures, each as one series over the years. A release may reissue
 * an area's ONS code, or publish two authorities that share a service in one row under both codes.
 */
import type { BenchmarkLevel, BenchmarkRow } from '../importing/benchmark.ts';

/** One area at one census, as published. The row of the file plays no part. */
export type AreaFigures = Omit<BenchmarkRow, 'row'>;

/** One area: its latest code and name, and one row a census. */
export interface BenchmarkArea<Row extends AreaFigures = AreaFigures> {
  /** The code of its latest row, as published: `E06000061 / E06000062` where that holds two. */
  code: string;
  /** Every code it was published under, in whichever release. */
  codes: readonly string[];
  name: string;
  level: BenchmarkLevel;
  regionCode: string | null;
  /** By the year of the census, earliest first. */
  years: ReadonlyMap<number, Row>;
}

/** The codes a row's code holds: two where two authorities are published together. */
const partsOf = (code: string) => code.split('/').map((part) => part.trim());
const isJoint = (code: string) => code.includes('/');

/** A name without case, stops and doubled spaces: `St. Helens` is `St Helens`. */
const plain = (name: string) => name.toLowerCase().replace(/[.,]/g, '').replace(/\s+/g, ' ').trim();

/** Groups that grow together: `find` gives the one name that stands for a whole group. */
class Groups {
  private readonly parents = new Map<string, string>();

  find(key: string): string {
    let root = key;
    for (let next = this.parents.get(root); next !== undefined; next = this.parents.get(root)) {
      root = next;
    }
    return root;
  }

  join(a: string, b: string): void {
    const [first, second] = [this.find(a), this.find(b)];
    if (first !== second) this.parents.set(second, first);
  }
}

function hasFigures({ figures }: AreaFigures): boolean {
  for (const measure in figures) {
    if (typeof figures[measure as keyof typeof figures] === 'number') return true;
  }
  return false;
}

/** The years in which an area's own rows, not those it shares, hold any number. */
function yearsWithFigures<Row extends AreaFigures>(rows: readonly Row[]): Set<number> {
  return new Set(rows.flatMap((row) => (hasFigures(row) ? [row.censusYear] : [])));
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = found.get(key);
    if (group) group.push(row);
    else found.set(key, [row]);
  }
  return found;
}

/** Codes that are one area: reissued under the same name, or two always published together. */
function groupsOf<Row extends AreaFigures>(rows: readonly Row[]): Groups {
  const groups = new Groups();
  const names = new Map<string, string>();
  const plainly = (name: string) => {
    let known = names.get(name);
    if (known === undefined) names.set(name, (known = plain(name)));
    return known;
  };
  for (const same of grouped(rows, (row) => `${row.level}: ${plainly(row.areaName)}`).values()) {
    for (const row of same) groups.join(same[0]!.areaCode, row.areaCode);
  }
  const single = grouped(
    rows.filter((row) => !isJoint(row.areaCode)),
    (row) => groups.find(row.areaCode),
  );
  for (const code of new Set(rows.map(({ areaCode }) => areaCode).filter(isJoint))) {
    const own = partsOf(code).map((part) => single.get(groups.find(part)) ?? []);
    const [first, ...others] = own.map(yearsWithFigures);
    // Two that both gave figures in one year are two authorities, whatever else they shared.
    const apart = others.some((years) => [...years].some((year) => first?.has(year)));
    if (!apart) for (const part of partsOf(code)) groups.join(code, part);
  }
  return groups;
}

/** True for a code of two authorities that are two areas. */
function isApart(groups: Groups, joint: string): boolean {
  return partsOf(joint).every((part) => groups.find(part) !== groups.find(joint));
}

/** The row that speaks for an area where releases left more than one for a year. */
function bestOf<Row extends AreaFigures>(rows: readonly Row[], latest: string): Row {
  const rank = (row: Row) =>
    (isJoint(row.areaCode) ? 4 : 0) + (row.areaCode === latest ? 2 : 0) + (hasFigures(row) ? 1 : 0);
  return rows.reduce((best, row) => (rank(row) >= rank(best) ? row : best));
}

/** An area of its own rows, which name it, and of those it shares. */
function areaOfRows<Row extends AreaFigures>(
  own: readonly Row[],
  joint: readonly Row[],
): BenchmarkArea<Row> {
  const last = Math.max(...own.map(({ censusYear }) => censusYear));
  const ofLast = own.filter(({ censusYear }) => censusYear === last);
  const latest = bestOf(ofLast, ofLast.at(-1)!.areaCode);
  const rows = [...own, ...joint];
  const years = [...grouped(rows, ({ censusYear }) => String(censusYear))]
    .map(([year, same]): [number, Row] => [Number(year), bestOf(same, latest.areaCode)])
    .sort(([a], [b]) => a - b);
  return {
    code: latest.areaCode,
    codes: [...new Set(rows.map(({ areaCode }) => areaCode))],
    name: latest.areaName,
    level: latest.level,
    regionCode: latest.regionCode,
    years: new Map(years),
  };
}

/**
 * The areas of published rows, by name: one authority, one series.
 *
 * - A code reissued under the same name goes on: Dorset was E10000009 until 2018.
 * - Authorities published in one row are one area, and so are rows that an earlier release gave
 *   one of them: North and West Northamptonshire, Kingston and Richmond upon Thames.
 * - Where both gave figures of their own in some year they are two, and a year they shared is
 *   in both.
 * - Where two releases leave two rows for one year, the later code's row counts.
 */
export function benchmarkAreas<Row extends AreaFigures>(
  rows: readonly Row[],
): BenchmarkArea<Row>[] {
  const groups = groupsOf(rows);
  const all = grouped(rows, (row) => groups.find(row.areaCode));
  const jointRows = rows.filter(({ areaCode }) => isJoint(areaCode));
  const areas: BenchmarkArea<Row>[] = [];
  for (const [group, own] of all) {
    // The row of two that are apart is in the series of each.
    if (own.every(({ areaCode }) => isJoint(areaCode) && isApart(groups, areaCode))) continue;
    // What it shares stands for years in which its own rows hold no number.
    const withFigures = yearsWithFigures(own);
    const joint = jointRows.filter(
      ({ areaCode, censusYear }) =>
        groups.find(areaCode) !== group &&
        partsOf(areaCode).some((part) => groups.find(part) === group) &&
        !withFigures.has(censusYear),
    );
    areas.push(areaOfRows(own, joint));
  }
  return areas.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/**
 * The area published under a code, whichever release gave it; null where none was. The code of
 * two that have come apart is the first of them.
 */
export function areaByCode<Row extends AreaFigures>(
  areas: readonly BenchmarkArea<Row>[],
  code: string,
): BenchmarkArea<Row> | null {
  const parts = partsOf(code);
  return (
    areas.find((area) => area.code === code) ??
    areas.find(({ codes }) => codes.includes(code)) ??
    areas.find(({ codes }) => codes.flatMap(partsOf).some((part) => parts.includes(part))) ??
    null
  );
}
