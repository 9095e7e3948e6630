/** The two reorganisations: districts first, then a service for adolescents. */
import { dateOf, type Day } from '../../records/days.ts';
import type { Area } from './area.ts';
import { TEAM_KINDS, type TeamKind } from './blueprint.ts';
import {
  changeTeam,
  closeDown,
  closeService,
  fundTeam,
  mergeTeams,
  openService,
  openTeam,
  renameService,
  teamsNamed,
} from './structure.ts';

const kindNamed = (name: string): TeamKind => TEAM_KINDS.find((kind) => kind.name === name)!;

/** Team numbers 0, 1, 2 … of three districts, taking turns. */
const DISTRICTS = ['North', 'South', 'West'];

/**
 * Safeguarding teams are named by district, two pairs of teams merge, one team moves to
 * another service, and a second exploitation team opens.
 */
export function reorganiseByDistrict(area: Area, day: Day): void {
  const safeguarding = teamsNamed(area, 'Safeguarding');
  const [kept, joins] = safeguarding.slice(-2);
  if (kept && joins && safeguarding.length > 4) mergeTeams(area, joins, kept, day);
  teamsNamed(area, 'Safeguarding').forEach((team, at) => {
    const name = `Safeguarding ${DISTRICTS[at % 3]} ${Math.floor(at / 3) + 1}`;
    changeTeam(area, team, day, { name });
  });
  renameService(area, 'safeguarding', day, 'Family Safeguarding');

  const [permanence, other] = teamsNamed(area, 'Permanence');
  if (permanence && other) {
    mergeTeams(area, other, permanence, day);
    changeTeam(area, permanence, day, { name: 'Permanence and Adoption Support' });
  }
  const duty = teamsNamed(area, 'Emergency Duty')[0];
  if (duty && area.services.has('quality')) changeTeam(area, duty, day, { service: 'quality' });
  if (teamsNamed(area, 'Exploitation').length > 0) {
    const second = openTeam(area, kindNamed('Exploitation'), 'Missing and Exploited', dateOf(day));
    fundTeam(area, second, day, 'New team agreed in the reorganisation');
  }
}

/**
 * A service for adolescents opens with teams from three others; the service for disabled
 * children closes and its teams join children in care; a family hub closes.
 */
export function reorganiseForAdolescents(area: Area, day: Day): void {
  const joining = [
    ...teamsNamed(area, 'Exploitation'),
    ...teamsNamed(area, 'Edge of Care'),
    ...teamsNamed(area, 'Leaving Care').slice(0, 1),
  ];
  if (joining.length > 0) {
    openService(area, 'adolescents', dateOf(day));
    const kind: TeamKind = {
      service: 'adolescents',
      name: 'Adolescent Management',
      teams: 1,
      posts: { head: 1, serviceManager: 1 },
    };
    const management = openTeam(area, kind, kind.name, dateOf(day));
    fundTeam(area, management, day, 'New service agreed in the reorganisation');
    for (const team of joining) changeTeam(area, team, day, { service: 'adolescents' });
    const edge = teamsNamed(area, 'Edge of Care');
    edge.forEach((team, at) => {
      changeTeam(area, team, day, { name: `Adolescent Support ${DISTRICTS[at % 3]}` });
    });
  }

  const disabled = area.teams.filter((team) => team.open && team.service === 'disabilities');
  if (disabled.length > 0 && area.services.has('care')) {
    for (const team of disabled) {
      if (team.kind.posts.head) closeDown(area, team, day);
      else changeTeam(area, team, day, { service: 'care' });
    }
    closeService(area, 'disabilities', day - 1);
  }
  const hubs = teamsNamed(area, 'Family Hub');
  if (hubs.length > 1) closeDown(area, hubs.at(-1)!, day, 3);
}
