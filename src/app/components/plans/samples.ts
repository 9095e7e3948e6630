/** The sample plans that can be added, and which of them are not in the list. */
import type { PlanListing, Sample } from '../../../contract/library.ts';

export interface SampleOffer {
  sample: Sample;
  name: string;
  /** What it is made of, and what for. */
  about: string;
  /** How its plan is known in the list, whatever it has been renamed to. */
  organisation: string;
}

const OFFERS: readonly SampleOffer[] = [
  {
    sample: 'tower-hamlets',
    name: 'Tower Hamlets: published figures',
    about: 'Yearly figures from a council’s public papers, 2017-18 to 2022-23. No people.',
    organisation: "Tower Hamlets children's social care",
  },
  {
    sample: 'fictional-borough',
    name: 'Fernhollow: a fictional borough',
    about:
      'A made-up council with ten years of teams, posts and people, to try everything on. Nobody in it is real.',
    organisation: 'Fernhollow Borough Council (fictional)',
  },
];

/** The samples the list does not hold. */
export function samplesToAdd(plans: readonly PlanListing[]): SampleOffer[] {
  return OFFERS.filter(
    ({ organisation }) =>
      !plans.some((plan) => plan.kind === 'sample' && plan.organisation === organisation),
  );
}
