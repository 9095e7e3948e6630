/**
 * The rules of the Children's Social Work Workforce return of 2022, in our own words: which
 * elements stand in which order, how often, and what each may say. Later years may differ;
 * whatever is checked or written by these rules is labelled with this year.
 */
export const SCHEMA_YEAR = 2022;

/** What a value must look like, for a machine and for a person. */
export interface ValueRule {
  fits: (text: string) => boolean;
  words: string;
}

export interface ElementRule {
  name: string;
  needed: boolean;
  repeats: boolean;
  value?: ValueRule;
  children?: readonly ElementRule[];
}

const oneOf = (...values: string[]): ValueRule => ({
  fits: (text) => values.includes(text),
  words: `one of ${values.join(', ')}`,
});
const upTo = (last: number) => Array.from({ length: last }, (_, at) => String(at + 1));

function decimal(places: number, range?: { from: number; to: number }): ValueRule {
  const pattern = new RegExp(`^[+-]?(?:\\d+(?:\\.\\d{0,${places}}0*)?|\\.\\d{1,${places}}0*)$`);
  return {
    fits: (text) =>
      pattern.test(text) &&
      (range === undefined || (Number(text) >= range.from && Number(text) <= range.to)),
    words: `a number with at most ${places} decimal ${places === 1 ? 'place' : 'places'}${range ? `, from ${range.from} to ${range.to}` : ''}`,
  };
}

/** True for a real day, in ISO form. */
function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const days = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30];
  const later = [31, 30, 31, 31, 30, 31, 30, 31];
  return year > 0 && day >= 1 && day <= ([...days, ...later][month - 1] ?? 0);
}

const TEXT: ValueRule = { fits: () => true, words: 'text' };
const DATE: ValueRule = { fits: isDay, words: 'a date such as 2022-09-30' };
const YEAR: ValueRule = { fits: (text) => /^\d{4}$/.test(text), words: 'a year such as 2022' };
const MOMENT: ValueRule = {
  fits: (text) =>
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.test(text) &&
    isDay(text.slice(0, 10)),
  words: 'a date and time such as 2022-10-31T09:00:00',
};
const WHOLE: ValueRule = { fits: (text) => /^[+-]?\d+$/.test(text), words: 'a whole number' };
const YES_NO = oneOf('0', '1');
const FTE = decimal(6, { from: 0, to: 1 });
export const SWE_NUMBER: ValueRule = {
  fits: (text) => /^[A-Za-z]{2}\d{10}$/.test(text),
  words: 'two letters and ten digits',
};
const ETHNICITY = oneOf(
  ...['WBRI', 'WIRI', 'WOTH', 'MWBC', 'MWBA', 'MWAS', 'MOTH', 'AIND', 'APKN'],
  ...['ABAN', 'AOTH', 'BCRB', 'BAFR', 'BOTH', 'CHNE', 'OOTH', 'REFU', 'NOBT'],
);
const ABSENCE = oneOf('MAT', 'OTH', 'PUB', 'SIC', 'TRN', 'UNA', 'UNP');

const one = (name: string, value: ValueRule): ElementRule => ({
  name,
  needed: true,
  repeats: false,
  value,
});
const maybe = (name: string, value: ValueRule): ElementRule => ({
  name,
  needed: false,
  repeats: false,
  value,
});
const any = (name: string, value: ValueRule): ElementRule => ({
  name,
  needed: false,
  repeats: true,
  value,
});

export const WORKER_RULE: ElementRule = {
  name: 'CSWWWorker',
  needed: true,
  repeats: true,
  children: [
    one('AgencyWorker', YES_NO),
    one('SWENo', SWE_NUMBER),
    maybe('FTE', FTE),
    maybe('PersonBirthDate', DATE),
    maybe('GenderCurrent', oneOf('0', '1', '2', '9')),
    maybe('Ethnicity', ETHNICITY),
    { name: 'QualInst', needed: true, repeats: true, value: TEXT },
    maybe('QualLevel', oneOf(...upTo(3))),
    maybe('StepUpGrad', YES_NO),
    maybe('OrgRole', oneOf(...upTo(6))),
    maybe('RoleStartDate', DATE),
    maybe('StartOrigin', oneOf(...upTo(10))),
    maybe('RoleEndDate', DATE),
    maybe('LeaverDestination', oneOf(...upTo(9))),
    maybe('ReasonLeave', oneOf(...upTo(10))),
    maybe('FTE30', FTE),
    maybe('Cases30', WHOLE),
    maybe('WorkingDaysLost', decimal(2)),
    any('ContractWeeks', decimal(1)),
    maybe('FrontlineGrad', YES_NO),
    any('Absat30Sept', YES_NO),
    any('ReasonAbsence', ABSENCE),
    any('CFKSSstatus', oneOf(...upTo(4))),
  ],
};

export const HEADER_RULE: ElementRule = {
  name: 'Header',
  needed: false,
  repeats: false,
  children: [
    {
      name: 'CollectionDetails',
      needed: false,
      repeats: false,
      children: [
        maybe('Collection', oneOf('CSWW')),
        maybe('Year', YEAR),
        maybe('ReferenceDate', DATE),
      ],
    },
    {
      name: 'Source',
      needed: false,
      repeats: true,
      children: [
        maybe('SourceLevel', oneOf('L')),
        one('LEA', { fits: (text) => /^\d{3}$/.test(text), words: 'three digits' }),
        maybe('SoftwareCode', TEXT),
        maybe('DateTime', MOMENT),
      ],
    },
  ],
};

export const VACANCIES_RULE: ElementRule = {
  name: 'LALevelVacancies',
  needed: true,
  repeats: false,
  children: [
    one('NumberOfVacancies', decimal(2)),
    one('NoAgencyFTE', decimal(2)),
    one('NoAgencyHeadcount', WHOLE),
  ],
};

/** The whole return. */
export const MESSAGE_RULE: ElementRule = {
  name: 'Message',
  needed: true,
  repeats: false,
  children: [HEADER_RULE, VACANCIES_RULE, WORKER_RULE],
};
