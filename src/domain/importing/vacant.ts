/** Posts that a list shows as empty by what it writes where the holder's name would be. */
import { clean } from './cells.ts';

/** What is known of how an empty post is covered, from the words beside “vacant”. */
export type VacancyNote = 'agency' | 'advert' | 'offer' | 'frozen' | 'none';

const EMPTY =
  /^\W*(?:vacan(?:t|cy|cies)|vac(?=\W*$)|unfilled|unoccupied|no (?:post ?)?holder|post vacant|to be recruited|tbr(?=\W*$))(?![\p{L}\p{N}])/iu;
const ELSEWHERE = /(?<![\p{L}\p{N}])(?:vacant|vacancy)(?![\p{L}\p{N}])/iu;

/**
 * The note of an empty post, or null where the words name a person.
 *
 * @example vacancyIn('Vacancy (agency cover)') is 'agency'; vacancyIn('Jo Vacanti') is null
 */
export function vacancyIn(name: string): VacancyNote | null {
  const text = clean(name);
  if (!EMPTY.test(text)) return null;
  if (/agency|locum|interim/i.test(text)) return 'agency';
  if (/offer|appointed|start(?:s|ing)/i.test(text)) return 'offer';
  if (/advert|recruit|interview/i.test(text)) return 'advert';
  return /frozen|freeze|held|hold/i.test(text) ? 'frozen' : 'none';
}

/** True when a person is named and the words speak of a vacancy too: somebody has to look. */
export function namesPersonAndVacancy(name: string): boolean {
  return vacancyIn(name) === null && ELSEWHERE.test(clean(name));
}
