/** What the files in a plan's folder are called. */

export const PLAN_FILE = 'plan.tenure';
/** What the list last read of the plan. */
export const CARD_FILE = 'listing.json';
