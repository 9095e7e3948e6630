/** The words files use for the codes of the statutory return and of a plan (DOMAIN.md §8). */
import {
  ABSENCE_REASONS,
  BASIS_LABELS,
  COVERS_LABELS,
  FUNDING_LABELS,
  LEAVER_DESTINATIONS,
  LEAVING_REASONS,
  START_ORIGINS,
  type Code,
} from '../records/codes.ts';
import { ROUTE_IN_LABELS } from '../asye/words.ts';
import type { FieldType } from './fields.ts';
import { plainHeading } from './synonyms.ts';

export const MOVEMENT_KINDS = [
  'starter',
  'leaver',
  'move',
  'hours',
  'secondment-out',
  'secondment-back',
  'absence-start',
  'absence-end',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

export const MOVEMENT_LABELS: Record<MovementKind, string> = {
  starter: 'Starter',
  leaver: 'Leaver',
  move: 'Move to another team or role',
  hours: 'Change of hours',
  'secondment-out': 'Secondment out',
  'secondment-back': 'Back from secondment',
  'absence-start': 'Absence begins',
  'absence-end': 'Absence ends',
};

/** Field types whose cells are words or codes of a list. */
export type ListType = Extract<
  FieldType,
  | 'origin'
  | 'leavingReason'
  | 'destination'
  | 'basis'
  | 'funding'
  | 'postTerm'
  | 'frozen'
  | 'movement'
  | 'absence'
  | 'covers'
  | 'routeIn'
>;

interface List {
  /** The values in order, with what a screen calls them. */
  options: { value: string; label: string }[];
  /** Words, as `plainHeading` writes them, beside the label. */
  words: Record<string, string>;
  /** Numbers are the return's codes. */
  numbered: boolean;
}

function coded(
  list: readonly Code<number | string>[],
  words: Record<string, string>,
  numbered = true,
): List {
  return {
    options: list.map(({ code, label }) => ({ value: String(code), label })),
    words,
    numbered,
  };
}

function labelled(labels: Record<string, string>, words: Record<string, string>): List {
  const options = Object.entries(labels).map(([value, label]) => ({ value, label }));
  return { options, words, numbered: false };
}

const ELSEWHERE = {
  agency:
    'agency|agency worker|agency or consultancy|agency or consultancy in social work|agency social worker|consultancy|locum',
  otherSocialWork:
    'other social work role non local authority|other social work role|voluntary sector social work|social work role not local authority',
  otherAuthority:
    'social worker role in a different local authority in england|social worker role in a different la|social worker in another local authority|another local authority|other local authority|different local authority|other la|another la|another council|other council',
  outside: 'social worker role outside england|outside england|overseas|abroad|international',
  social:
    'other social care role in local authority non local authority|other social care role|social care role',
  none: 'non social care role any role outside england no employment career break|no employment|unemployed|career break|non social care role',
};

const LISTS: Record<ListType, List> = {
  origin: coded(START_ORIGINS, {
    '1': 'newly qualified social workers|newly qualified|nqsw|asye|newly qualified sw',
    '2': ELSEWHERE.otherAuthority,
    '3': ELSEWHERE.outside,
    '4': ELSEWHERE.agency,
    '5': ELSEWHERE.otherSocialWork,
    '6': ELSEWHERE.social,
    '7': ELSEWHERE.none,
    '8': '',
    '9': 'unknown|not recorded',
    '10': '',
  }),
  destination: coded(LEAVER_DESTINATIONS, {
    '1': ELSEWHERE.otherAuthority,
    '2': ELSEWHERE.outside,
    '3': ELSEWHERE.agency,
    '4': ELSEWHERE.otherSocialWork,
    '5': ELSEWHERE.social,
    '6': ELSEWHERE.none,
    '7': '',
    '8': 'unknown|not recorded',
    '9': '',
  }),
  leavingReason: coded(LEAVING_REASONS, {
    '1': 'resigned|voluntary resignation|resignation voluntary|resignation other|resigned voluntary',
    '2': 'vr|redundancy voluntary|voluntary severance',
    '3': 'cr|redundancy compulsory',
    '4': 'dismissal|dismissal capability|dismissal conduct|dismissal disciplinary|capability dismissal',
    '5': 'retirement|early retirement|normal retirement|retirement age|retirement ill health|ill health retirement|flexible retirement|age retirement',
    '6': 'died|death in service|death|deceased in service',
    '7': 'moved to a non child and family social work role within la|internal transfer out of service|moved to adult services|moved to adults',
    '8': '',
    '9': 'unknown|not recorded',
    '10': '',
  }),
  basis: labelled(BASIS_LABELS, {
    permanent:
      'perm|permanent contract|permanent full time|permanent part time|perm full time|perm part time|p|open ended|indefinite|substantive|substantive permanent|established|regular|permanent employee|01 permanent',
    'fixed-term':
      'fixed|fixed term contract|ftc|temp|temporary|temporary contract|fixed term temporary|temporary full time|temporary part time|t|f|temporary fixed term|fixed term full time|fixed term part time',
    agency: 'agency worker|agency staff|locum|contingent|contingent worker|a',
    secondment: 'secondment|secondee|secondment in|seconded|inward secondment|secondment inward',
  }),
  funding: labelled(FUNDING_LABELS, {
    base: 'base|base funded|core|core budget|mainstream|general fund|revenue|revenue budget|gf|permanent funding|council|council funded|budget|base budget funded|mainstream budget|council budget',
    grant:
      'grant|grant funded|external|external grant|externally funded|external funding|dfe grant|government grant|specific grant|troubled families|supporting families|public health grant|dsg',
    temporary:
      'temp|temporary|temporary funding|reserves|reserve|one off|one off funding|time limited|invest to save|short term',
  }),
  postTerm: labelled(
    { base: 'Permanent post', temporary: 'Temporary post' },
    {
      base: 'permanent|perm|p|established|substantive|permanent established',
      temporary:
        'temporary|temp|t|fixed term|fixed|ftc|time limited|additional|supernumerary|fixed term post',
    },
  ),
  frozen: labelled(
    { yes: 'Frozen', no: 'Not frozen' },
    {
      yes: 'yes|y|true|1|x|frozen|freeze|held|on hold|hold|post frozen|vacant frozen|frozen vacancy|hold vacant|held vacant',
      no: 'no|n|false|0|active|open|live|filled|occupied|vacant|approved|established|current|unfrozen|recruiting|in recruitment|advertised|part filled|vacancy|covered|covered by agency|over established',
    },
  ),
  movement: labelled(MOVEMENT_LABELS, {
    starter:
      'new starter|start|hire|new hire|hiring|appointment|new appointment|joiner|appointed|external appointment|rehire|re hire|external hire|s|new start|recruit|joined|hire an employee|add contingent worker',
    leaver:
      'leave|left|leaving|termination|resignation|terminate|terminated|exit|leaver termination|l|separation|voluntary termination|involuntary termination|end employment|retirement|dismissal|left service',
    move: 'transfer|internal move|internal transfer|promotion|role change|change of role|change of team|team change|organizational reassignment|assignment change|acting up|change of position|position change|job change|redeployment|internal appointment|moved|mover|internal mover',
    hours:
      'change of hours|hours change|change in hours|fte change|change in fte|change of fte|working time change|hours|contract hours change|reduced hours|increased hours|change in working hours|change in contract hours',
    // “Secondment” alone may be one to another team of the authority: that is asked about.
    'secondment-out':
      'seconded out|outward secondment|secondment outward|external secondment|seconded to another authority',
    'secondment-back': 'secondment end|end of secondment|return from secondment|secondment ended',
    'absence-start':
      'maternity|maternity leave|maternity start|start of maternity leave|long term sick|adoption leave|leave of absence|absence start|start of absence|maternity leave start',
    'absence-end':
      'return from maternity|return from maternity leave|return from absence|absence end|return to work|end of maternity leave|maternity leave end|return from leave of absence|maternity return|maternity end',
  }),
  absence: coded(
    ABSENCE_REASONS,
    {
      MAT: 'maternity|paternity|maternity leave|paternity leave|adoption|adoption leave|shared parental leave|maternity paternity leave|mat leave|parental leave|mat|maternity start|start of maternity leave|maternity leave start',
      SIC: 'sick|sickness|sickness absence|long term sick|long term sickness|lts|ill|illness|sic',
      TRN: 'study leave|training leave|secondment for training|trn',
      PUB: 'jury service|jury duty|public duty|pub',
      UNP: 'unpaid leave|career break|sabbatical|unpaid absence|unp',
      UNA: 'awol|absent without leave|una',
      OTH: 'other|compassionate leave|special leave|suspension|suspended|gardening leave|other paid absence|oth',
    },
    false,
  ),
  covers: labelled(COVERS_LABELS, {
    vacancy:
      'vacancy|vacant post|covering vacancy|vacancy cover|vacant|cover for vacancy|cover vacancy|covering a vacancy|vacant position|vacancy pending recruitment|unfilled post',
    absence:
      'absence|maternity|maternity cover|sickness|sickness cover|sick cover|covering absence|absence cover|long term sickness|mat cover|sick leave|maternity leave|cover absence|leave cover|long term sick',
    extra:
      'extra|additional|additional capacity|project|backlog|additional work|increase in demand|extra capacity|over establishment|supernumerary|workload|increased demand|project work|demand|peak workload|above establishment',
  }),
  routeIn: labelled(ROUTE_IN_LABELS, {
    undergraduate:
      'ug|undergrad|ba|bsc|ba social work|bsc social work|degree|ba hons|ba hons social work|bsc hons social work|undergraduate route',
    postgraduate:
      'pg|postgrad|ma|msc|ma social work|msc social work|masters|pgdip|pg dip|postgraduate diploma|postgraduate route',
    'step-up': 'step up|step up to social work|stepup|susw|su2sw',
    approach: 'frontline|frontline programme|approach social work|approach social work frontline',
    apprenticeship:
      'apprentice|social work apprenticeship|degree apprenticeship|swda|social work degree apprenticeship|social worker apprenticeship',
    other: 'overseas|return to social work|returner',
  }),
};

const BY_WORDS = new Map(
  (Object.entries(LISTS) as [ListType, List][]).map(([type, { options, words }]) => {
    const known = new Map<string, string>();
    for (const { value, label } of options) {
      known.set(plainHeading(label), value);
      for (const word of (words[value] ?? '').split('|')) {
        if (word !== '') known.set(word, value);
      }
      if (!/^\d+$/.test(value)) known.set(plainHeading(value), value);
    }
    return [type, known] as const;
  }),
);

export function isListType(type: FieldType): type is ListType {
  return Object.hasOwn(LISTS, type);
}

/** The values of a list with their labels, for the options of a question. */
export function optionsOf(type: ListType): readonly { value: string; label: string }[] {
  return LISTS[type].options;
}

/**
 * The value of a list that words or a code mean; null when they mean none of it, or a number
 * and words beside it contradict each other.
 *
 * @example codeOf('leavingReason', '1 - Resignation') is '1'; codeOf('origin', 'NQSW') is '1'
 */
export function codeOf(type: ListType, written: string): string | null {
  const key = `${type}\n${written}`;
  const before = READ.get(key);
  if (before !== undefined) return before;
  if (READ.size >= MOST_REMEMBERED) READ.clear();
  const code = readCode(type, written);
  READ.set(key, code);
  return code;
}

/** A column has few words and many rows. */
const READ = new Map<string, string | null>();
const MOST_REMEMBERED = 5000;

function readCode(type: ListType, written: string): string | null {
  const plain = plainHeading(written);
  const known = BY_WORDS.get(type)?.get(plain) ?? null;
  if (known !== null || !LISTS[type].numbered) return known ?? withoutCode(type, plain);
  const [, digits, words = ''] = /^0*(\d{1,2})(?:\s+(.*))?$/.exec(plain) ?? [];
  if (digits === undefined || !LISTS[type].options.some(({ value }) => value === digits))
    return null;
  const named = words === '' ? null : (BY_WORDS.get(type)?.get(words) ?? null);
  return named === null || named === digits ? digits : null;
}

/** `P Permanent`, `01 Permanent`: a system's own code before words that are known. */
function withoutCode(type: ListType, plain: string): string | null {
  const words = /^(?:\d{1,3}|[a-z]) (.+)$/.exec(plain)?.[1];
  return words === undefined ? null : (BY_WORDS.get(type)?.get(words) ?? null);
}
