/** What the Plans page offers are the samples there are, known by the plans they make. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { samplesToAdd } from '../../src/app/components/plans/samples.ts';
import { SAMPLES, type PlanListing } from '../../src/contract/library.ts';
import { fictionalBorough } from '../../src/domain/samples/borough/fictionalBorough.ts';

const FILE = path.resolve(import.meta.dirname, '../../resources/samples/tower-hamlets.json');
const published = JSON.parse(readFileSync(FILE, 'utf8')) as { plan: { organisation: string } };

function listing(organisation: string, kind: PlanListing['kind'] = 'sample'): PlanListing {
  const about = { changedAt: null, asAt: null, bytes: 1, trouble: null };
  return { plan: 'p', name: 'Renamed', organisation, kind, ...about };
}

describe('the samples offered', () => {
  const towerHamlets = listing(published.plan.organisation);
  const borough = listing(fictionalBorough({ teams: 1, years: 1 }).settings.organisation);
  const offered = (plans: PlanListing[]) => samplesToAdd(plans).map(({ sample }) => sample);

  it('are all there are where the list holds none', () => {
    expect(offered([])).toEqual([...SAMPLES]);
    expect(offered([listing(borough.organisation, 'own')])).toEqual([...SAMPLES]);
  });

  it('leave out those the list holds, under whatever name', () => {
    expect(offered([towerHamlets])).toEqual(['fictional-borough']);
    expect(offered([borough])).toEqual(['tower-hamlets']);
    expect(offered([towerHamlets, borough])).toEqual([]);
  });
});
