/** The projection: what the Projection page, its worker and the tests use. */
export * from './types.ts';
export { planAhead } from './ahead.ts';
export { defaultAssumptions } from './defaults.ts';
export { leaverRateCandidates } from './leaverRates.ts';
export { projectionInput } from './input.ts';
export { simulate, simulationSteps } from './simulate.ts';
export {
  FORECAST_HELD,
  FORECAST_RECORD,
  TRACK_RECORD,
  TRACK_RECORD_SOURCE,
} from './trackRecord.ts';
