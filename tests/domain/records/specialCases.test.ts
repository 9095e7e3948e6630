/** The special cases of DOMAIN.md §8, each worked by hand. */
import { describe, expect, it } from 'vitest';
import { movementsIn, type MovementKind } from '../../../src/domain/records/movements.ts';
import { recordsBridge } from '../../../src/domain/records/recordsBridge.ts';
import { establishmentTable, membersAt, stockAt } from '../../../src/domain/records/stock.ts';
import type { PlanRecords } from '../../../src/domain/records/types.ts';
import { plan, wte } from './builder.ts';

const PLAN = { counts: 'plan' } as const;
const YEAR = ['2024-04-01', '2025-03-31'] as const;

/** What a year's movements add to people in post, by kind; kinds with none left out. */
function moved(records: PlanRecords, scope: Parameters<typeof movementsIn>[3] = PLAN) {
  const movements = movementsIn(records, ...YEAR, scope);
  const kinds = Object.keys(movements).filter((key) => key !== 'from' && key !== 'to');
  return Object.fromEntries(
    (kinds as MovementKind[])
      .filter((kind) => movements[kind].length > 0)
      .map((kind) => [kind, movements[kind].map((one) => [one.date, one.fte, one.headcount])]),
  );
}

describe('a job share', () => {
  it('fills one post with two people', () => {
    const p = plan();
    p.post({ postRef: 'SW1' });
    p.person({ from: '2020-01-01' }, [{ fte: 0.6, postRef: 'SW1' }]);
    p.person({ from: '2020-01-01' }, [{ fte: 0.4, postRef: 'SW1' }]);
    expect(stockAt(p.records, '2025-01-01', PLAN)).toMatchObject({
      establishment: wte(1),
      inPost: wte(1),
      headcount: 2,
      vacant: 0,
      over: 0,
    });
  });
});

describe('somebody with two posts', () => {
  const p = plan();
  const other = p.team('Team B');
  p.post({ fte: 1 });
  p.post({ fte: 1, team: other });
  const spell = p.person({ from: '2020-01-01' }, [{ fte: 0.5 }]);
  p.place(spell, { team: other, fte: 0.4, from: '2024-09-01', to: '2024-12-31' });

  it('is one person, and one in each team', () => {
    const stock = stockAt(p.records, '2024-10-31', PLAN);
    expect(stock).toMatchObject({ inPost: wte(0.9), headcount: 1, vacant: wte(1.1) });
    const [service] = establishmentTable(p.records, '2024-10-31', PLAN).children;
    expect(service!.stock.headcount).toBe(1);
    expect(service!.children.map((team) => [team.name, team.stock.headcount])).toEqual([
      ['Team A', 1],
      ['Team B', 1],
    ]);
  });

  it('is still in the second at the close of its last day, and never a leaver of it', () => {
    expect(stockAt(p.records, '2024-12-31', PLAN).inPost).toBe(wte(0.9));
    expect(stockAt(p.records, '2025-01-01', PLAN).inPost).toBe(wte(0.5));
    expect(moved(p.records)).toEqual({
      hoursChanges: [
        ['2024-09-01', wte(0.4), 0],
        ['2025-01-01', -wte(0.4), 0],
      ],
      transfers: [
        ['2024-09-01', 0, 0],
        ['2025-01-01', 0, 0],
      ],
    });
  });
});

describe('a leaver on the last day of a month', () => {
  const p = plan();
  p.post();
  p.person({ from: '2020-01-01', to: '2024-09-30', leavingReason: 1 });

  it('is in post the day before and gone at the close of the last day', () => {
    expect(stockAt(p.records, '2024-09-29', PLAN)).toMatchObject({ headcount: 1, vacant: 0 });
    expect(stockAt(p.records, '2024-09-30', PLAN)).toMatchObject({ headcount: 0, vacant: wte(1) });
  });

  it('leaves in the period that ends on that day', () => {
    const leavers = (from: string, to: string) =>
      movementsIn(p.records, from, to, PLAN).leavers.map((one) => one.date);
    expect(leavers('2024-09-01', '2024-09-30')).toEqual(['2024-09-30']);
    expect(leavers('2024-10-01', '2024-10-31')).toEqual([]);
    expect(leavers('2023-10-01', '2024-09-30')).toEqual(['2024-09-30']);
  });

  it('unlike a post, which exists on its last funded day', () => {
    const q = plan();
    q.post({ fundedTo: '2024-03-31' });
    expect(stockAt(q.records, '2024-03-31', PLAN).establishment).toBe(wte(1));
    expect(stockAt(q.records, '2024-04-01', PLAN).establishment).toBe(0);
  });
});

describe('somebody who starts and leaves within the year', () => {
  it('is both a starter and a leaver, and in neither year-end stock', () => {
    const p = plan();
    p.post();
    p.person({ from: '2024-05-01', to: '2024-11-30' }, [{ fte: 0.8 }]);
    expect(moved(p.records)).toEqual({
      starters: [['2024-05-01', wte(0.8), 1]],
      leavers: [['2024-11-30', -wte(0.8), -1]],
    });
    expect(movementsIn(p.records, ...YEAR, PLAN).starters[0]!.lastDay).toBe('2024-11-30');
    const bridge = recordsBridge(p.records, '2024-03-31', '2025-03-31', PLAN);
    expect([bridge.opening.vacant, bridge.closing.vacant]).toEqual([wte(1), wte(1)]);
  });

  it('even within one day', () => {
    const p = plan();
    p.person({ from: '2024-05-01', to: '2024-05-01' });
    expect(stockAt(p.records, '2024-05-01', PLAN).headcount).toBe(0);
    expect(moved(p.records)).toEqual({
      starters: [['2024-05-01', wte(1), 1]],
      leavers: [['2024-05-01', -wte(1), -1]],
    });
  });
});

describe('a rehire', () => {
  it('leaves, and starts again as a new spell', () => {
    const p = plan();
    p.person({ from: '2020-01-01', to: '2024-06-30' });
    p.person({ worker: 1, from: '2024-07-02' });
    expect(stockAt(p.records, '2024-06-30', PLAN).headcount).toBe(0);
    expect(moved(p.records)).toEqual({
      leavers: [['2024-06-30', -wte(1), -1]],
      starters: [['2024-07-02', wte(1), 1]],
    });
  });

  it('unlike a new contract from the next day, which is one spell and no movement', () => {
    const p = plan();
    p.person({ from: '2020-01-01', to: '2024-06-30', basis: 'fixed-term' });
    p.person({ worker: 1, from: '2024-07-01', basis: 'permanent' });
    expect(stockAt(p.records, '2024-06-30', PLAN).headcount).toBe(1);
    expect(moved(p.records)).toEqual({});
  });
});

describe('an agency worker taken on', () => {
  it('is one off agency and one starter, with no day between', () => {
    const p = plan();
    p.post();
    p.person({ from: '2023-01-01', to: '2024-06-30', basis: 'agency' });
    p.person({ worker: 1, from: '2024-07-01', origin: 4, offerAcceptedOn: '2024-05-15' });
    expect(stockAt(p.records, '2024-06-30', PLAN)).toMatchObject({
      agency: wte(1),
      inPost: 0,
      vacantNamed: wte(1),
      uncovered: 0,
    });
    expect(stockAt(p.records, '2024-07-01', PLAN)).toMatchObject({ agency: 0, inPost: wte(1) });
    expect(moved(p.records)).toEqual({
      starters: [['2024-07-01', wte(1), 1]],
      agencyEnds: [['2024-07-01', -wte(1), -1]],
    });
  });

  it('and an employee who turns agency worker is a leaver', () => {
    const p = plan();
    p.person({ from: '2020-01-01', to: '2024-06-30', destination: 3 });
    p.person({ worker: 1, from: '2024-07-01', basis: 'agency' });
    expect(moved(p.records)).toEqual({
      leavers: [['2024-06-30', -wte(1), -1]],
      agencyStarts: [['2024-07-01', wte(1), 1]],
    });
  });
});

describe('zero hours', () => {
  it('count a person and no FTE', () => {
    const p = plan();
    p.post();
    p.person({ from: '2024-06-01', to: '2024-12-31' }, [{ fte: 0 }]);
    expect(stockAt(p.records, '2024-07-31', PLAN)).toMatchObject({
      inPost: 0,
      headcount: 1,
      vacant: wte(1),
    });
    expect(moved(p.records)).toEqual({
      starters: [['2024-06-01', 0, 1]],
      leavers: [['2024-12-31', 0, -1]],
    });
  });
});

describe('a secondment', () => {
  it('out takes somebody out of post and leaves a vacancy, and back fills it', () => {
    const p = plan();
    p.post();
    const spell = p.person({ from: '2020-01-01' }, [{ to: '2024-08-31' }]);
    p.place(spell, { secondedOut: true, from: '2024-09-01', to: '2025-02-28' });
    p.place(spell, { from: '2025-03-01', fte: 0.8 });
    expect(stockAt(p.records, '2024-08-31', PLAN)).toMatchObject({ headcount: 1, vacant: 0 });
    expect(stockAt(p.records, '2024-09-01', PLAN)).toMatchObject({
      headcount: 0,
      vacant: wte(1),
      secondedOut: wte(1),
      secondedOutHeadcount: 1,
    });
    expect(moved(p.records)).toEqual({
      secondedOut: [['2024-09-01', -wte(1), -1]],
      secondedBack: [['2025-03-01', wte(1), 1]],
      hoursChanges: [['2025-03-01', -wte(0.2), 0]],
    });
  });

  it('out and then away for good is a leaver, whose post was empty already', () => {
    const p = plan();
    p.post();
    p.person({ from: '2020-01-01', to: '2024-12-31' }, [{ secondedOut: true }]);
    expect(moved(p.records)).toEqual({
      leavers: [['2024-12-31', -wte(1), -1]],
      secondedBack: [['2024-12-31', wte(1), 1]],
    });
  });

  it('in fills a post, is named apart and is never an employed leaver', () => {
    const p = plan();
    p.post({ fte: 2 });
    p.person({ from: '2020-01-01' });
    p.person({ from: '2024-05-01', to: '2024-10-31', basis: 'secondment' }, [{ fte: 0.5 }]);
    expect(stockAt(p.records, '2024-06-30', PLAN)).toMatchObject({
      inPost: wte(1.5),
      headcount: 2,
      employed: wte(1),
      employedHeadcount: 1,
      secondedIn: wte(0.5),
      secondedInHeadcount: 1,
      vacant: wte(0.5),
    });
    expect(moved(p.records)).toEqual({
      secondmentsIn: [['2024-05-01', wte(0.5), 1]],
      secondmentsInEnded: [['2024-10-31', -wte(0.5), -1]],
    });
  });
});

describe('maternity with cover', () => {
  it('leaves the holder in post; the agency cover fills no vacancy', () => {
    const p = plan();
    p.post({ fte: 2 });
    const holder = p.person({ from: '2020-01-01' });
    p.absent(holder, 'MAT', '2024-06-01', '2025-02-28');
    p.person({ from: '2024-06-01', basis: 'agency' }, [{ covers: 'absence' }]);
    expect(stockAt(p.records, '2024-09-30', PLAN)).toMatchObject({
      inPost: wte(1),
      headcount: 1,
      away: wte(1),
      awayHeadcount: 1,
      vacant: wte(1),
      agency: wte(1),
      covering: 0,
      uncovered: wte(1),
    });
    expect(stockAt(p.records, '2025-02-28', PLAN).away).toBe(wte(1));
    expect(stockAt(p.records, '2025-03-01', PLAN).away).toBe(0);
    const { members } = membersAt(p.records, '2024-09-30', PLAN);
    expect(members.map((one) => [one.kind, one.away])).toEqual([
      ['employed', 'MAT'],
      ['agency', null],
    ]);
  });

  it('with a fixed-term cover is over establishment, which is legal and shown', () => {
    const p = plan();
    p.post();
    const holder = p.person({ from: '2020-01-01' });
    p.absent(holder, 'MAT', '2024-06-01');
    p.person({ from: '2024-06-01', basis: 'fixed-term' }, [{ covers: 'absence' }]);
    expect(stockAt(p.records, '2024-09-30', PLAN)).toMatchObject({
      inPost: wte(2),
      vacant: 0,
      over: wte(1),
    });
  });
});

describe('over establishment', () => {
  it('in one team hides no vacancy in another', () => {
    const p = plan();
    const other = p.team('Team B');
    p.post({ fte: 1 });
    p.post({ fte: 2, team: other });
    for (const _ of [1, 2, 3]) p.person({ from: '2020-01-01' });
    expect(stockAt(p.records, '2024-09-30', PLAN)).toMatchObject({
      establishment: wte(3),
      inPost: wte(3),
      vacant: wte(2),
      over: wte(2),
    });
  });
});

describe('posts frozen, grant-funded or temporary', () => {
  const p = plan();
  p.post({ fte: 3 });
  p.post({ fte: 1, frozen: true });
  p.post({ fte: 1, funding: 'grant', fundedFrom: '2024-04-01', fundedTo: '2025-03-31' });
  p.post({ fte: 0.5, funding: 'temporary' });
  p.person({ from: '2020-01-01' });

  it('are establishment and vacant when empty, and shown apart', () => {
    expect(stockAt(p.records, '2024-09-30', PLAN)).toMatchObject({
      establishment: wte(5.5),
      frozen: wte(1),
      grant: wte(1),
      temporary: wte(0.5),
      vacant: wte(4.5),
    });
    expect(stockAt(p.records, '2025-04-01', PLAN).grant).toBe(0);
  });

  it('are left out where a council leaves frozen posts out', () => {
    const scope = { counts: 'plan', frozenPosts: 'left-out' } as const;
    expect(stockAt(p.records, '2024-09-30', scope)).toMatchObject({
      establishment: wte(4.5),
      frozen: wte(1),
      vacant: wte(3.5),
    });
  });
});

describe('an offer accepted', () => {
  const p = plan();
  p.post({ fte: 1 });
  p.person({ from: '2024-09-02', offerAcceptedOn: '2024-03-15' });
  p.person({ from: '2024-10-01', offerAcceptedOn: '2024-07-01' }, [{ fte: 0.5 }]);

  it('names the vacancy until the person starts, and never more than is vacant', () => {
    const named = (date: string) => {
      const { vacant, vacantNamed, offers, offersHeadcount } = stockAt(p.records, date, PLAN);
      return [vacant / 1e6, vacantNamed / 1e6, offers / 1e6, offersHeadcount];
    };
    expect(named('2024-03-14')).toEqual([1, 0, 0, 0]);
    expect(named('2024-03-15')).toEqual([1, 1, 1, 1]);
    expect(named('2024-07-01')).toEqual([1, 1, 1.5, 2]);
    expect(named('2024-09-01')).toEqual([1, 1, 1.5, 2]);
    expect(named('2024-09-02')).toEqual([0, 0, 0.5, 1]);
    expect(named('2024-10-01')).toEqual([0, 0, 0, 0]);
  });
});

describe('agency workers', () => {
  it('cover vacancies of their own team and role, and no more than there are', () => {
    const p = plan();
    const other = p.team('Team B');
    p.post({ fte: 2 });
    p.post({ fte: 1, team: other });
    p.person({ from: '2020-01-01', basis: 'agency' }, [{ covers: 'vacancy' }]);
    p.person({ from: '2020-01-01', basis: 'agency' }, [{ fte: 0.5 }]);
    p.person({ from: '2020-01-01', basis: 'agency' }, [{ covers: 'extra' }]);
    p.person({ from: '2020-01-01', basis: 'agency' }, [{ team: other, fte: 0.4 }]);
    p.person({ from: '2020-01-01', basis: 'agency' }, [{ team: other, covers: 'vacancy' }]);
    expect(stockAt(p.records, '2024-09-30', PLAN)).toMatchObject({
      vacant: wte(3),
      agency: wte(3.9),
      agencyHeadcount: 5,
      agencyByCover: { vacancy: wte(2), absence: 0, extra: wte(1), notSaid: wte(0.9) },
      covering: wte(2.5),
      uncovered: wte(0.5),
    });
  });
});

describe('reason 7, to a role outside child and family work', () => {
  it('is a leaver when the spell ends with it', () => {
    const p = plan();
    p.person({ from: '2020-01-01', to: '2024-06-30', leavingReason: 7 });
    expect(moved(p.records)).toEqual({ leavers: [['2024-06-30', -wte(1), -1]] });
  });

  it('is a move out of scope, and no leaver of the authority, while the spell goes on', () => {
    const p = plan();
    const outside = p.role('Commissioning officer', 'other');
    const spell = p.person({ from: '2020-01-01' }, [{ to: '2024-06-30' }]);
    p.place(spell, { role: outside, from: '2024-07-01', to: '2025-01-31' });
    p.place(spell, { from: '2025-02-01', fte: 0.6 });
    expect(moved(p.records)).toEqual({
      movesOut: [['2024-07-01', -wte(1), -1]],
      movesIn: [['2025-02-01', wte(0.6), 1]],
    });
    expect(stockAt(p.records, '2024-06-30', PLAN).headcount).toBe(1);
    expect(stockAt(p.records, '2024-07-01', PLAN).headcount).toBe(0);
    expect(stockAt(p.records, '2024-07-01', { counts: 'all' }).headcount).toBe(1);
  });
});

describe('a team renamed, moved and closed', () => {
  const p = plan();
  const second = p.service('Looked after');
  p.post({ fte: 2 });
  const spell = p.person({ from: '2020-01-01' });
  p.period(1, 'Team A North', 1, '2024-06-01');
  p.period(1, 'Team A North', second, '2024-10-01');
  const names = (date: string) =>
    establishmentTable(p.records, date, PLAN).children.map((service) => [
      service.name,
      service.children.map((team) => team.name),
    ]);

  it('keeps its history under its names and services of the time', () => {
    expect(names('2024-05-31')).toEqual([['Family support', ['Team A']]]);
    expect(names('2024-06-01')).toEqual([['Family support', ['Team A North']]]);
    expect(names('2024-10-01')).toEqual([['Looked after', ['Team A North']]]);
  });

  it('moves posts and people from one service to the other, by name', () => {
    const first = recordsBridge(p.records, '2024-03-31', '2025-03-31', {
      counts: 'plan',
      service: 1,
    });
    const terms = (bridge: typeof first) =>
      bridge.terms
        .filter((term) => term.vacancies !== 0)
        .map((term) => [term.key, term.vacancies / 1e6]);
    expect(first.opening.vacant).toBe(wte(1));
    expect(terms(first)).toEqual([
      ['establishmentEnded', -2],
      ['movesOut', 1],
    ]);
    const other = recordsBridge(p.records, '2024-03-31', '2025-03-31', {
      counts: 'plan',
      service: second,
    });
    expect(terms(other)).toEqual([
      ['establishmentAdded', 2],
      ['movesIn', -1],
    ]);
    expect(moved(p.records)).toEqual({});
  });

  it('is left out once closed, unless posts or people remain in it', () => {
    const closing = structuredClone(p.records);
    closing.teams[0]!.closedOn = '2024-12-31';
    const open = (date: string) =>
      establishmentTable(closing, date, PLAN).children.map((one) => one.children[0]?.open);
    expect(open('2024-12-31')).toEqual([true]);
    expect(open('2025-01-01')).toEqual([false]);
    closing.lines[0]!.fundedTo = '2024-12-31';
    closing.engagements.find((one) => one.id === spell)!.to = '2024-12-31';
    expect(establishmentTable(structuredClone(closing), '2025-01-01', PLAN).children).toEqual([]);
  });
});

describe('the bridge of the docstring', () => {
  it('goes from 2 vacant to 2.4 by named terms', () => {
    const p = plan();
    p.post({ fte: 10 });
    p.post({ fte: 1, fundedFrom: '2024-10-01' });
    const [first] = Array.from({ length: 7 }, () => p.person({ from: '2020-01-01' }));
    p.person({ from: '2020-01-01', to: '2024-08-31' });
    p.records.assignments.find((one) => one.engagement === first)!.to = '2024-12-31';
    p.place(first!, { from: '2025-01-01', fte: 0.6 });
    p.person({ from: '2024-09-01' });
    p.person({ from: '2025-03-31' });
    const bridge = recordsBridge(p.records, '2024-03-31', '2025-03-31', PLAN);
    expect(bridge.opening.vacant).toBe(wte(2));
    expect(
      bridge.terms.filter((term) => term.vacancies !== 0).map((one) => [one.key, one.vacancies]),
    ).toEqual([
      ['establishmentAdded', wte(1)],
      ['leavers', wte(1)],
      ['starters', -wte(2)],
      ['hoursChanges', wte(0.4)],
    ]);
    expect(bridge.closing.vacant).toBe(wte(2.4));
    expect(bridge.unexplained).toEqual({ vacancies: 0, inPost: 0, headcount: 0 });
  });
});
