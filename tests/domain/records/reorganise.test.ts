import { describe, expect, it } from 'vitest';
import { reorganise, type ReorganisationStep } from '../../../src/domain/records/reorganise.ts';
import { withStructure } from '../../../src/domain/records/preview.ts';
import { structureAt, teamAt } from '../../../src/domain/records/structure.ts';
import { plan } from './builder.ts';

const FROM = '2024-04-01';

/** Family support with Team A and Team 2, Looked after with Team 10. */
function council() {
  const p = plan();
  const after = p.service('Looked after');
  p.team('Team 2');
  p.team('Team 10', after);
  return p;
}

function reorganised(steps: ReorganisationStep[]) {
  const p = council();
  const changes = reorganise(p.records, { from: FROM, steps });
  if (!changes.ok) throw new Error(changes.problem);
  const records = withStructure(p.records, changes);
  const at = (date: string) =>
    structureAt(records, date).map((one) => [one.name, one.teams.map((team) => team.name)]);
  return { records, changes, at };
}

describe('a reorganisation', () => {
  it('opens, renames, moves and closes several at once, from one date', () => {
    const { at, changes } = reorganised([
      { kind: 'open-service', name: 'Safeguarding' },
      { kind: 'open-team', service: 'safeguarding', name: 'Duty' },
      { kind: 'rename-team', team: 1, name: 'Team A North' },
      { kind: 'move-team', team: 1, service: 'Safeguarding' },
      { kind: 'move-team', team: 3, service: 1 },
      { kind: 'rename-service', service: 1, name: 'Family help' },
      { kind: 'close-service', service: 2 },
      { kind: 'close-team', team: 2 },
    ]);
    expect(at('2024-03-31')).toEqual([
      ['Family support', ['Team 2', 'Team A']],
      ['Looked after', ['Team 10']],
    ]);
    expect(at(FROM)).toEqual([
      ['Family help', ['Team 10']],
      ['Safeguarding', ['Duty', 'Team A North']],
    ]);
    // Renamed and moved together are one new period.
    expect(changes.periods.added).toHaveLength(2);
    expect(changes.teams.closed).toEqual([{ id: 2, closedOn: '2024-03-31' }]);
  });

  it('changes where it stands a period that begins on the same day', () => {
    const { records } = reorganised([{ kind: 'rename-team', team: 1, name: 'Team B' }]);
    const again = reorganise(records, {
      from: FROM,
      steps: [{ kind: 'rename-team', team: 1, name: 'Team C' }],
    });
    expect(again).toMatchObject({ periods: { added: [], changed: [{ name: 'Team C' }] } });
    if (again.ok) expect(teamAt(withStructure(records, again), 1, FROM)?.name).toBe('Team C');
  });

  it('warns of people and posts left in a team that closes, and closes it', () => {
    const p = council();
    p.post();
    p.post({ fundedTo: '2024-03-31' });
    p.person({ from: '2020-01-01' });
    p.person({ from: '2020-01-01', to: '2024-03-31' });
    const changes = reorganise(p.records, { from: FROM, steps: [{ kind: 'close-team', team: 1 }] });
    expect(changes).toMatchObject({
      ok: true,
      warnings: [
        'Team A closes with people still placed in it: 1.',
        'Team A closes with posts still funded in it: 1.',
      ],
    });
  });

  it.each<[string, ReorganisationStep[], string]>([
    [
      'a service that keeps a team',
      [{ kind: 'close-service', service: 2 }],
      'Looked after closes with Team 10 still in it. Move or close the team.',
    ],
    [
      'a name another service has',
      [{ kind: 'open-service', name: 'looked AFTER' }],
      'There is a service “looked AFTER” already. Choose another name.',
    ],
    [
      'a service that is not opened yet',
      [{ kind: 'open-team', service: 'New', name: 'Duty' }],
      'There is no service “New” opened before this step.',
    ],
    [
      'two teams of one name in a service',
      [{ kind: 'rename-team', team: 2, name: 'team a' }],
      'Two teams of one service would be called “team a”.',
    ],
    [
      'a team closed by an earlier step',
      [
        { kind: 'close-team', team: 1 },
        { kind: 'rename-team', team: 1, name: 'B' },
      ],
      'Team A is closed by an earlier step.',
    ],
    [
      'a team that is not there',
      [{ kind: 'close-team', team: 99 }],
      'The team is no longer there. Look at the structure again.',
    ],
  ])('is refused for %s', (_, steps, problem) => {
    expect(reorganise(council().records, { from: FROM, steps })).toMatchObject({
      ok: false,
      problem,
    });
  });

  it('is refused before a change that is already planned, or before the team opens', () => {
    const p = council();
    p.period(1, 'Team Z', 1, '2024-09-01');
    p.team('New team', 1, '2024-06-01');
    const problemOf = (team: number) =>
      reorganise(p.records, { from: FROM, steps: [{ kind: 'rename-team', team, name: 'B' }] });
    expect(problemOf(1)).toMatchObject({
      problem: 'Team A already changes on 1 September 2024. Choose a date from then on.',
    });
    expect(problemOf(4)).toMatchObject({
      problem: 'New team opens on 1 June 2024. Choose a date from then on.',
    });
  });
});
