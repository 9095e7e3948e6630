/**
 * How well the forecast and simple methods have done on English authorities' figures: what
 * `npm run backtest` measures, held to it by a test.
 */

/** One and two years ahead. */
export interface OverHorizons {
  oneYear: number;
  twoYears: number;
}

/** Average miss in percentage points. */
export interface TrackRecord {
  method: string;
  vacancyRate: OverHorizons;
  turnoverRate: OverHorizons;
}

/** Where the table comes from, to be printed beside it. */
export const TRACK_RECORD_SOURCE =
  'English local authorities, forecasts made at 30 September 2020, 2021 and 2022 with what was known then, checked against what DfE published to 2023 (Children’s social work workforce). Average miss in percentage points.';

/** "If nothing changes": the projection's reference line. */
export const LAST_VALUE: TrackRecord = {
  method: 'Last value',
  vacancyRate: { oneYear: 4.99, twoYears: 7.05 },
  turnoverRate: { oneYear: 5.76, twoYears: 6.12 },
};

/** What this forecast itself missed by. */
export const FORECAST_RECORD: TrackRecord = {
  method: 'This forecast',
  vacancyRate: { oneYear: 4.74, twoYears: 6.41 },
  turnoverRate: { oneYear: 4.59, twoYears: 4.94 },
};

/** The share of outcomes inside its 8-in-10 range. */
export const FORECAST_HELD = {
  vacancyRate: { oneYear: 0.81, twoYears: 0.81 },
  turnoverRate: { oneYear: 0.79, twoYears: 0.79 },
} as const;

/** Last value first: it is the projection's "if nothing changes" line. */
export const TRACK_RECORD: readonly TrackRecord[] = [
  LAST_VALUE,
  {
    method: 'Own mean',
    vacancyRate: { oneYear: 6.21, twoYears: 7.42 },
    turnoverRate: { oneYear: 4.8, twoYears: 5.22 },
  },
  {
    method: 'Linear trend',
    vacancyRate: { oneYear: 6.48, twoYears: 9.54 },
    turnoverRate: { oneYear: 6.24, twoYears: 8.01 },
  },
  {
    method: 'Last value drawn towards England',
    vacancyRate: { oneYear: 4.82, twoYears: 6.55 },
    turnoverRate: { oneYear: 4.73, twoYears: 5.06 },
  },
  {
    method: 'Mean of last value, half-drawn own mean and the above',
    vacancyRate: { oneYear: 4.93, twoYears: 6.52 },
    turnoverRate: { oneYear: 4.71, twoYears: 5.06 },
  },
  FORECAST_RECORD,
];
