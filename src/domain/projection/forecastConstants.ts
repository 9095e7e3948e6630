/**
 * What the forecast has learnt from DfE's figures of 2017 to 2023: `npm run backtest` works these
 * out again, and a test holds them to it.
 */
import type { ForecastConstants } from './forecast.ts';

export const SHIPPED: ForecastConstants = {
  vacancy: {
    level: 0.1723,
    agencyLevel: 0.1647,
    oneYear: {
      withAgency: { last: 0.6262, own: -0.0206, agency: 0.2552 },
      without: { last: 0.7922, own: 0.0788 },
      half80: 0.0523,
    },
    twoYears: {
      withAgency: { last: 0.2591, own: 0.1275, agency: 0.384 },
      without: { last: 0.5887, own: 0.1411 },
      half80: 0.0733,
    },
  },
  turnover: {
    level: 0.1619,
    agencyLevel: 0.1647,
    oneYear: {
      withAgency: { last: 0.0994, own: 0.3394, agency: 0.0478 },
      without: { last: 0.1093, own: 0.376 },
      half80: 0.0452,
    },
    twoYears: {
      withAgency: { last: 0.1213, own: 0.2528, agency: 0.054 },
      without: { last: 0.1241, own: 0.3013 },
      half80: 0.052,
    },
  },
};
