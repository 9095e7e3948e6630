/**
 * The headings HR systems give their columns: iTrent, SAP, Oracle, ResourceLink, spreadsheets
 * made by hand, and the statutory return's own names. After `~` come words that often mean
 * the field and sometimes do not. All are written as {@link plainHeading} writes them.
 */
import { FIELDS_OF, type FieldId, type ImportKind } from './fields.ts';

/** No heading, and no word of a list, is longer. */
const LONGEST = 200;

/** Lower case words and digits only; `RoleStartDate`, `role_start_date` and `Role Start Date:` are one. */
export function plainHeading(heading: string): string {
  return heading
    .slice(0, LONGEST)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/%/g, ' percent ')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

const START = [
  'start date|role start date|date started|started|start|hire date|latest hire date|latest start date',
  'join date|date joined|joining date|entry|entry date|date of entry|employment start date|date from',
  'contract start date|commencement date|date commenced|appointment date|date of appointment',
  'occupancy start date|assignment start date|position start date|effective start date|date of joining',
  '~from|~effective from|~continuous service date|~continuous service start date|~start of service',
];
const END = [
  'end date|leaving date|date left|left|leave date|termination date|actual termination date|date to',
  'role end date|contract end date|last day|last day of service|last day worked|last working day',
  'employment end date|occupancy end date|assignment end date|effective end date|finish date|leaver date',
  'date of leaving|leavers date|date leaving|leaving|projected end date',
  '~to|~until|~end|~expected end date|~position end date',
];
const PERSON_REF = [
  'employee number|employee no|employee id|employee ref|employee reference|emp no|emp id|emp number|empno',
  'personal reference|personal ref|personnel number|personnel no|personnel ref|pers no|persno|pernr',
  'payroll number|payroll no|payroll ref|payroll reference|payroll id|pay number|pay no|pay reference',
  'staff number|staff no|staff id|staff ref|person number|person id|person ref|assignment number',
  'worker id|worker ref|worker reference|worker number|persons reference|unique id|employee code',
  '~ref|~reference|~id|~number|~no',
];
const HOURS = [
  'contracted hours|contract hours|contractual hours|weekly hours|hours per week|working hours|hours',
  'normal hours|wkly hrs|weekly working hours|hrs|contracted hrs|contractual weekly hours|basic hours',
  'hours worked per week|hours week|contracted weekly hours|assignment hours|hrs per week|hours pw',
];

const COMMON: Partial<Record<FieldId, string[]>> = {
  service: [
    'service|service area|service name|directorate|division|org level 3|organisation level 3',
    '~department|~business unit|~area|~department name',
  ],
  team: [
    'team|team name|section|section name|org unit|org unit text|organisation unit|organisational unit',
    'organizational unit|organisation unit name|organizational unit text|reporting unit|team description',
    '~organisation|~organization|~organization name|~organisation name|~unit|~unit name|~department',
    '~department name|~cost centre description|~cost centre name|~cost center description|~structure',
  ],
  role: [
    'role|role title|role name|job title|post title|position title|position|position name|job|job name',
    'position text|job description|designation|occupation|post name|job role|org role|post description',
    'position description|job text|role or job title|~post|~title|~grade title',
  ],
  postRef: [
    'post reference|post ref|post no|post number|post id|position reference|position ref|position no',
    'position number|position id|position code|establishment number|establishment ref|post identifier',
    '~post covered|~establishment id',
  ],
  ref: PERSON_REF,
  name: [
    'name|full name|employee name|person name|staff name|worker name|surname|last name|family name',
    'display name|known as name|name of employee|agency worker|agency worker name|person full name',
    'personnel name|surname and forename|forename and surname|surname forename|worker full name',
    '~employee|~worker|~person|~candidate name|~candidate',
  ],
  forename: [
    'forename|first name|given name|forenames|first names|first forename|known as|preferred name',
  ],
  sweNumber: [
    'swe number|swe no|swe|swe registration|swe registration number|social work england number',
    'social work england registration|social work england registration number|social work england no',
    'swe reg|swe reg no|swe reg number|registration number|professional registration number|swe id',
  ],
  basis: [
    'basis|contract type|employment type|contract basis|employment basis|assignment category',
    'employee group|employee subgroup|permanent temporary|perm temp|worker category|appointment type',
    'employee category|engagement type|contract category|permanent or temporary|type of contract',
    'contract status|~contract|~employment status|~employee type|~type|~status|~employment category',
  ],
  fte: [
    'fte|wte|full time equivalent|whole time equivalent|contract fte|contracted fte|occupancy fte',
    'fte value|current fte|employee fte|percent fte|fte percent|contractual fte|assignment fte',
    'capacity utilization level|empl percent|employment percentage|actual fte|fte actual|~fte total',
  ],
  hours: HOURS,
  standardHours: [
    'standard hours|full time hours|standard weekly hours|full time weekly hours|fte hours',
    'fulltime hours|full time standard hours|standard full time hours|hours for 1 fte|std hours',
    'standard working hours|full time equivalent hours|standard full time hours',
  ],
  from: START,
  to: END,
};

const EXTRA: Record<ImportKind, Partial<Record<FieldId, string[]>>> = {
  establishment: {
    fte: [
      'establishment fte|established fte|funded fte|budgeted fte|budget fte|post fte|fte|wte|estb fte',
      'establishment|position fte|fte establishment|fte budget|fte budgeted|full time equivalent',
      'whole time equivalent|established wte|funded wte|total fte|~posts|~number of posts|~no of posts',
    ],
    fundedFrom: [
      'funded from|funding from|funding start date|post start date|position start date|date post created',
      'effective from|establishment from|post effective from|~start date|~from|~effective date|~date from',
    ],
    fundedTo: [
      'funded to|funded until|funding to|funding until|funding end date|post end date|position end date',
      'effective to|establishment to|post effective to|~end date|~to|~until|~date to',
    ],
    funding: [
      'funding|funding source|funding type|funded by|fund|budget source|funding stream|post funding',
      'source of funding|funding base|budget type|~fund type|~budget',
    ],
    postTerm: [
      'permanent temporary|perm temp|permanent or temporary|post type|post term|position type',
      'permanent or temporary post|perm or temp|type of post|~contract type|~type|~term',
    ],
    frozen: [
      'frozen|freeze|post frozen|frozen post|is frozen|frozen y n|held|post status|position status',
      'recruitment status|~status|~vacancy status',
    ],
    holderRef: PERSON_REF.map((group) => group.replace(/~[^|]+\|?/g, '')).filter(
      (group) => group !== '',
    ),
    holder: [
      'holder|post holder|postholder|post holder name|holder name|holders name|current holder|incumbent',
      'occupant|occupant name|name of post holder|current post holder|name of postholder|postholder name',
      'name|employee name|full name|employee|occupier|filled by|~staff name|~person|~staff member',
    ],
  },
  people: {
    offerAcceptedOn: [
      'offer accepted|offer accepted date|date offer accepted|offer accepted on|~offer date',
    ],
    origin: [
      'origin|start origin|origin of starter|starter origin|recruited from|joined from|previous employment',
      'previous employer type|source of recruitment|recruitment source|~previous role|~previous employer',
    ],
    leavingReason: [
      'reason for leaving|leaving reason|reason leave|reason left|termination reason|leave reason',
      'leaver reason|reason of leaving|separation reason|leaving reason description|~reason',
    ],
    destination: [
      'destination|leaver destination|leaving destination|destination on leaving|destination of leaver',
      'leavers destination|next employment|~going to|~gone to',
    ],
    absence: [
      'absence|absence reason|absence type|reason absence|long term absence|on leave|leave type',
      'current absence|type of absence|~absent',
    ],
    absenceFrom: [
      'absence from|absence start|absence start date|leave start date|absent from|absence from date',
    ],
    absenceTo: [
      'absence to|absence end|absence end date|leave end date|absent to|absent until|absence to date',
    ],
  },
  movements: {
    movement: [
      'movement|movement type|type of movement|action|action type|event|event type|change type|type of change',
      'starter leaver|starter or leaver|transaction type|change|~type|~reason for action|~category',
    ],
    date: [
      'date|effective date|movement date|date of movement|date of change|change date|event date|action date',
      'date effective|~effective from|~with effect from|~wef',
    ],
  },
  agency: {
    ref: [
      'agency worker ref|agency worker id|booking ref|booking reference|booking id|~order number',
    ],
    from: [
      'booking start|booking start date|placement start|placement start date|engagement start date',
    ],
    to: ['booking end|booking end date|placement end|placement end date|engagement end date'],
    covers: [
      'covers|covering|what is covered|reason for cover|cover reason|cover type|reason for booking',
      'booking reason|reason for agency|reason for use|reason for engagement|cover|~reason|~reason for agency use',
    ],
  },
  cohort: {
    name: [
      'nqsw|nqsw name|asye|asye name|member|member name|participant|newly qualified social worker',
    ],
    cohort: ['cohort|cohort name|asye cohort|nqsw cohort|intake|intake name|group|~year'],
    from: [
      'asye start|asye start date|programme start|programme start date|expected start|planned start',
      'expected start date|planned start date|start on programme|date started asye',
    ],
    sweRegisteredOn: [
      'swe registration date|swe registered|swe registered on|date registered with swe|registration date',
      'swe reg date|date of registration|registered with social work england|social work england date',
    ],
    registeredOn: [
      'asye registration|asye registered|registered on asye|asye registration date|programme registration',
      'registered with skills for care|skills for care registration|sfc registration|registered on the programme',
    ],
    offerAcceptedOn: [
      'offer accepted|offer accepted date|date offer accepted|accepted|accepted on|~offer date',
    ],
    routeIn: [
      'route in|route|qualifying route|route to qualification|qualification route|training route',
      'qualifying programme|social work route|pathway|~qualification|~programme',
    ],
    university: ['university|hei|university name|place of study|college|institution|~partner'],
    assessor: [
      'assessor|asye assessor|practice assessor|practice educator|pe|assessor name|mentor|~supervisor',
    ],
  },
};
EXTRA.movements = {
  ...EXTRA.movements,
  origin: EXTRA.people.origin!,
  leavingReason: EXTRA.people.leavingReason!,
  destination: EXTRA.people.destination!,
  absence: EXTRA.people.absence!,
};

export interface Synonym {
  words: string;
  /** The words mean the field and nothing else. */
  sure: boolean;
}

function findSynonyms(kind: ImportKind, field: FieldId): Synonym[] {
  const own = EXTRA[kind][field] ?? [];
  const common = kind === 'establishment' && own.length > 0 ? [] : (COMMON[field] ?? []);
  return [...own, ...common]
    .flatMap((group) => group.split('|'))
    .map((word) => ({ words: word.replace(/^~/, ''), sure: !word.startsWith('~') }));
}

const FOUND = new Map<string, Synonym[]>();

/** The headings that mean a field in a file of a kind. */
export function synonymsOf(kind: ImportKind, field: FieldId): readonly Synonym[] {
  const key = `${kind} ${field}`;
  const found = FOUND.get(key) ?? findSynonyms(kind, field);
  FOUND.set(key, found);
  return found;
}

/** A field that words in a heading mean. */
export interface Meaning extends Synonym {
  field: FieldId;
}

/** The most words of a heading that mean a field together. */
const LONGEST_PHRASE = 5;

function findMeanings(kind: ImportKind): Map<string, Meaning[]> {
  const found = new Map<string, Meaning[]>();
  for (const field of FIELDS_OF[kind]) {
    for (const synonym of synonymsOf(kind, field)) {
      const of = found.get(synonym.words) ?? [];
      // What is said first of a field is what it means.
      if (!of.some((meaning) => meaning.field === field)) of.push({ ...synonym, field });
      found.set(synonym.words, of);
    }
  }
  return found;
}

const MEANINGS = new Map<ImportKind, Map<string, Meaning[]>>();

/**
 * What the words of a heading mean in a file of a kind, each run of words looked up: the work is
 * bounded by the heading, not by how many words Tenure knows.
 *
 * @param heading - as {@link plainHeading} writes it
 */
export function meaningsIn(kind: ImportKind, heading: string): Meaning[] {
  const known = MEANINGS.get(kind) ?? findMeanings(kind);
  MEANINGS.set(kind, known);
  const words = heading.split(' ');
  const found: Meaning[] = [];
  for (let first = 0; first < words.length; first += 1) {
    let phrase = '';
    for (const word of words.slice(first, first + LONGEST_PHRASE)) {
      phrase = phrase === '' ? word : `${phrase} ${word}`;
      found.push(...(known.get(phrase) ?? []));
    }
  }
  return found;
}

/** Words in a heading that show it is about something else, however alike it looks. */
export const NOT_WHEN: Partial<Record<FieldId, RegExp>> = {
  service: /\b(?:years?|length|manager|date|continuous|head)\b/,
  team: /\b(?:manager|leader|email|code|phone|number|no|id|size|date)\b/,
  role: /\b(?:date|code|number|no|id|start|end|type|group|status|percent|ref|reference)\b/,
  name: /\b(?:team|post|position|manager|service|unit|cost|job|role|department|file|agency name|supplier)\b/,
  forename: /\bmanager\b/,
  holder: /\b(?:manager|team|job|position title)\b/,
  ref: /\b(?:post|position|cost|swe|registration|ni|national insurance|manager|date|phone)\b/,
  holderRef: /\b(?:post|position|cost|swe|registration|ni|national insurance|manager|date|phone)\b/,
  fte: /\b(?:vacant|vacancy|variance|cost|salary|headcount|difference|hours|date)\b/,
  hours: /\b(?:standard|full|cost|rate|annual|lost|overtime|fte)\b/,
  from: /\b(?:birth|absence|offer|absent|probation|salary|end|leaving)\b/,
  to: /\b(?:birth|absence|offer|absent|probation|salary|start|report)\b/,
  date: /\b(?:birth|report|run|print)\b/,
  postRef: /\b(?:title|name|postcode)\b/,
  leavingReason: /\b(?:absence|cover|booking)\b/,
  assessor: /\b(?:email|phone|team)\b/,
  cohort: /\b(?:date|size|number)\b/,
};
