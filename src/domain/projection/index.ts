/** The projection: what the Projection page, its worker and the tests use. */
export * from './types.ts';
export { defaultAssumptions } from './defaults.ts';
export { leaverRateCandidates } from './leaverRates.ts';
export { projectionInput } from './input.ts';
export { simulate, simulationSteps } from './simulate.ts';
export { TRACK_RECORD, TRACK_RECORD_SOURCE } from './trackRecord.ts';
export { knownAhead } from './ahead.ts';
