/** The establishment as rows: service, team and role, at one date or set against another. */
import type { EstablishmentNode, Stock } from '../../../domain/records/stock.ts';
import { createTally } from '../../../domain/records/tally.ts';

/** Which part of the establishment a row is. */
export interface Part {
  service: number | null;
  team: number | null;
  role: number | null;
}

export interface TreeRow {
  key: string;
  parent: string | null;
  level: 1 | 2 | 3;
  kind: EstablishmentNode['level'];
  name: string;
  /** `Social worker, Team A, Family support`. */
  fullName: string;
  part: Part;
  /** False for a team or service that is closed and still has posts or people. */
  open: boolean;
  now: Stock;
  before: Stock;
  expandable: boolean;
  expanded: boolean;
  /** Its place among its siblings, from 1, and how many they are. */
  place: number;
  of: number;
}

/** No posts and nobody: what a team was before it had any. */
const NOTHING: Stock = createTally().stock();

type Pair = { id: number | null; now?: EstablishmentNode; before?: EstablishmentNode };

/** The same service, team or role at both dates, in the order of the later one. */
function pairs(now: EstablishmentNode[], before: EstablishmentNode[]): Pair[] {
  const found: Pair[] = now.map((node) => ({
    id: node.id,
    now: node,
    before: before.find((other) => other.id === node.id),
  }));
  const gone = before.filter((node) => !now.some((other) => other.id === node.id));
  return [...found, ...gone.map((node) => ({ id: node.id, before: node }))];
}

const PREFIX = { all: 'all', service: 's', team: 't', role: 'r' } as const;

function partOf(node: EstablishmentNode, parent: Part): Part {
  return node.level === 'all' ? parent : { ...parent, [node.level]: node.id };
}

/**
 * The rows on screen: everything first, then each service, with the teams and roles of those
 * that are expanded.
 *
 * @param before - the same at an earlier date, where two dates are compared.
 */
export function treeRows(
  now: EstablishmentNode,
  before: EstablishmentNode | null,
  expanded: ReadonlySet<string>,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const nobody: Part = { service: null, team: null, role: null };

  function add(pair: Pair, above: { key: string | null; part: Part; name: string }, at: Place) {
    const node = (pair.now ?? pair.before)!;
    const key = `${above.key ?? ''}${PREFIX[node.level]}${node.id ?? ''}`;
    const children = pairs(pair.now?.children ?? [], pair.before?.children ?? []);
    const part = partOf(node, above.part);
    const fullName = above.name === '' ? node.name : `${node.name}, ${above.name}`;
    const isExpanded = expanded.has(key);
    rows.push({
      ...at,
      key,
      parent: above.key,
      kind: node.level,
      name: node.name,
      fullName,
      part,
      open: node.open,
      now: pair.now?.stock ?? NOTHING,
      before: pair.before?.stock ?? NOTHING,
      expandable: children.length > 0,
      expanded: isExpanded,
    });
    if (!isExpanded) return;
    const level = at.level === 1 ? 2 : 3;
    children.forEach((child, index) =>
      add(child, { key, part, name: fullName }, { level, place: index + 1, of: children.length }),
    );
  }

  const services = pairs(now.children, before?.children ?? []);
  const of = services.length + 1;
  rows.push({
    key: 'all',
    parent: null,
    level: 1,
    kind: 'all',
    name: now.name,
    fullName: now.name,
    part: nobody,
    open: true,
    now: now.stock,
    before: before?.stock ?? NOTHING,
    expandable: false,
    expanded: false,
    place: 1,
    of,
  });
  services.forEach((service, index) =>
    add(service, { key: null, part: nobody, name: '' }, { level: 1, place: index + 2, of }),
  );
  return rows;
}

type Place = Pick<TreeRow, 'level' | 'place' | 'of'>;

/** The keys of every service and team that can be expanded. */
export function everyKey(...tables: (EstablishmentNode | null)[]): Set<string> {
  const keys = new Set<string>();
  for (const service of tables.flatMap((table) => table?.children ?? [])) {
    keys.add(`s${service.id ?? ''}`);
    for (const team of service.children) keys.add(`s${service.id ?? ''}t${team.id ?? ''}`);
  }
  return keys;
}
