/**
 * `npm run backtest`: what Tenure says by default against what came, on English authorities'
 * published figures. Name a file made by `scripts/publishedFigures.ts` to use another; name a
 * year to stop at its outcomes.
 */
import { authoritiesOf } from './backtest/authorities.ts';
import { casesOf } from './backtest/cases.ts';
import { fitConstants } from './backtest/fit.ts';
import { reportOf } from './backtest/report.ts';
import { PUBLISHED_FILE, readPublished } from './backtest/resource.ts';
import { scoreForecasts, scoreStatedChances } from './backtest/score.ts';

const [file = PUBLISHED_FILE, stop] = process.argv.slice(2);
const rows = readPublished(file);
const latest = Math.max(...rows.map(({ censusYear }) => censusYear));
const until = stop === undefined ? latest : Number(stop);
const cases = casesOf(authoritiesOf(rows));

console.log(`# Backtest: outcomes to ${until}, constants refitted before each origin\n`);
console.log(reportOf(scoreForecasts(cases, until), scoreStatedChances(cases, until)));
console.log(`\n## Constants fitted on outcomes to ${until}\n`);
console.log(JSON.stringify(fitConstants(cases, until), null, 2));
