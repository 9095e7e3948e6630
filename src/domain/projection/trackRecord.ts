/** How well simple methods have projected English authorities' figures: DOMAIN.md §9. */

/** Average miss in percentage points, one and two years ahead. */
export interface Miss {
  oneYear: number;
  twoYears: number;
}

export interface TrackRecord {
  method: string;
  vacancyRate: Miss;
  turnoverRate: Miss;
}

/** Where the table comes from, to be printed beside it. */
export const TRACK_RECORD_SOURCE =
  "English local authorities, projections made from 2020 on, checked against DfE children's social work workforce figures. Average miss in percentage points.";

/** "If nothing changes": the projection's reference line. */
export const LAST_VALUE: TrackRecord = {
  method: 'Last value',
  vacancyRate: { oneYear: 4.97, twoYears: 6.87 },
  turnoverRate: { oneYear: 5.38, twoYears: 6.15 },
};

/** Last value first: it is the projection's "if nothing changes" line. */
export const TRACK_RECORD: readonly TrackRecord[] = [
  LAST_VALUE,
  {
    method: 'Own mean',
    vacancyRate: { oneYear: 6.19, twoYears: 7.07 },
    turnoverRate: { oneYear: 4.68, twoYears: 4.95 },
  },
  {
    method: 'Linear trend',
    vacancyRate: { oneYear: 6.61, twoYears: 9.22 },
    turnoverRate: { oneYear: 5.96, twoYears: 7.59 },
  },
  {
    method: 'Last value, drawn towards England',
    vacancyRate: { oneYear: 4.9, twoYears: 6.55 },
    turnoverRate: { oneYear: 4.63, twoYears: 5.34 },
  },
  {
    method: 'Past leavers and recruits repeated on a fixed establishment',
    vacancyRate: { oneYear: 5.99, twoYears: 9.19 },
    turnoverRate: { oneYear: 5.14, twoYears: 5.31 },
  },
  {
    method:
      'Mean of three: last value, own mean drawn towards the region, last value towards England',
    vacancyRate: { oneYear: 4.94, twoYears: 6.53 },
    turnoverRate: { oneYear: 4.54, twoYears: 5.34 },
  },
];
