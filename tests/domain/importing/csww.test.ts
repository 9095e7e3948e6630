/** The statutory return: read, checked, turned into rows, and written again (DOMAIN.md §8). */
import { describe, expect, it } from 'vitest';
import {
  buildCswwXml,
  checkElement,
  checkExpected,
  cswwRows,
  CswwReader,
  MESSAGE_RULE,
  RETURN_FIELDS,
  SCHEMA_YEAR,
  type CswwDocument,
  type CswwWorkerRow,
  type XmlElement,
} from '../../../src/domain/importing/index.ts';
import { readElements } from '../../../src/app/files/xml.ts';
import { referenceFile } from '../../reference.ts';
import { canAskSchema, xmllintTakes } from './xmllint.ts';

function read(xml: string): CswwDocument {
  const reader = new CswwReader();
  readElements(xml, (element) => reader.take(element), 'the XML file');
  return reader.finish();
}

/** What our own rules of 2022 say of a whole document. */
function schemaProblems(xml: string): string[] {
  const children: XmlElement[] = [];
  const name = readElements(xml, (element) => children.push(element), 'the XML file');
  return checkElement({ name, text: '', children, line: 1 }, MESSAGE_RULE).map(
    ({ words }) => words,
  );
}

const WORKER: CswwWorkerRow = {
  row: 1,
  line: 1,
  ref: 'SW0123456789',
  agency: false,
  sweNumber: 'SW0123456789',
  fte: 598_403,
  orgRole: 5,
  from: '2019-02-01',
  to: '2022-09-30',
  origin: 1,
  leavingReason: 1,
  destination: 2,
  returnFields: {
    PersonBirthDate: ['1990-02-28'],
    GenderCurrent: ['2'],
    Ethnicity: ['WBRI'],
    QualInst: ['Institution <One> & Two', 'Institution Three'],
    QualLevel: ['1'],
    StepUpGrad: ['0'],
    FTE30: ['0.5'],
    Cases30: ['12'],
    WorkingDaysLost: ['3.25'],
    ContractWeeks: ['52.1'],
    FrontlineGrad: ['0'],
    Absat30Sept: ['1'],
    ReasonAbsence: ['MAT'],
    CFKSSstatus: ['1'],
  },
};
const HEADER = {
  collection: 'CSWW',
  year: 2022,
  referenceDate: '2022-09-30',
  sourceLevel: 'L',
  authority: '211',
  software: 'Tenure',
  madeAt: '2022-10-31T09:00:00',
};
const VACANCIES = { vacancies: 40.25, agencyFte: 51, agencyHeadcount: 53 };
const ANOTHER: CswwWorkerRow = {
  ...WORKER,
  row: 2,
  agency: true,
  fte: 0,
  to: null,
  leavingReason: null,
  destination: null,
  origin: null,
  returnFields: { QualInst: ['Institution'] },
};
const built = () => buildCswwXml(HEADER, VACANCIES, [WORKER, ANOTHER]);

/** Values that break a rule of 2022, each in the place of a good one. */
const BREAKS: [string, string, string][] = [
  ['<SWENo>SW0123456789<', '<SWENo>12345<', 'SWENo is not two letters and ten digits.'],
  [
    '<FTE>0.598403<',
    '<FTE>1.2<',
    'FTE is not a number with at most 6 decimal places, from 0 to 1.',
  ],
  [
    '<FTE>0.598403<',
    '<FTE>0.5984031<',
    'FTE is not a number with at most 6 decimal places, from 0 to 1.',
  ],
  ['<OrgRole>5<', '<OrgRole>7<', 'OrgRole is not one of 1, 2, 3, 4, 5, 6.'],
  [
    '<RoleStartDate>2019-02-01<',
    '<RoleStartDate>2019-02-30<',
    'RoleStartDate is not a date such as 2022-09-30.',
  ],
  ['<LEA>211<', '<LEA>21<', 'LEA is not three digits.'],
  ['<Collection>CSWW<', '<Collection>SSDA<', 'Collection is not one of CSWW.'],
  [
    '<ReasonAbsence>MAT<',
    '<ReasonAbsence>XXX<',
    'ReasonAbsence is not one of MAT, OTH, PUB, SIC, TRN, UNA, UNP.',
  ],
  [
    '<NoAgencyHeadcount>53<',
    '<NoAgencyHeadcount>53.5<',
    'NoAgencyHeadcount is not a whole number.',
  ],
  [
    '<NumberOfVacancies>40.25<',
    '<NumberOfVacancies>40.256<',
    'NumberOfVacancies is not a number with at most 2 decimal places.',
  ],
  ['<AgencyWorker>0</AgencyWorker>', '', 'AgencyWorker is missing.'],
  ['<OrgRole>5</OrgRole>', '<OrgRole>5</OrgRole>\n<FTE>1</FTE>', 'FTE is there more than once.'],
  ['<OrgRole>5</OrgRole>', '<Shoe>5</Shoe>', 'Shoe is no element of CSWWWorker.'],
];

describe('a return that is written', () => {
  it('reads back the same, and keeps to the rules of 2022', () => {
    const document = read(built());
    expect(document.schemaYear).toBe(2022);
    expect(SCHEMA_YEAR).toBe(2022);
    expect(document.warnings).toEqual([]);
    expect(document.header).toEqual(HEADER);
    expect(document.vacancies).toEqual(VACANCIES);
    const bare = (worker: CswwWorkerRow) => ({ ...worker, line: 0 });
    expect(document.workers.map(bare)).toEqual([WORKER, ANOTHER].map(bare));
    expect(schemaProblems(built())).toEqual([]);
  });

  it('leaves out what is not known, and the rules name it', () => {
    const xml = buildCswwXml(HEADER, { ...VACANCIES, vacancies: null }, [
      { ...WORKER, agency: null, sweNumber: null, returnFields: {} },
    ]);
    expect(xml).not.toContain('NumberOfVacancies');
    expect(schemaProblems(xml)).toEqual([
      'NumberOfVacancies is missing.',
      'AgencyWorker is missing.',
      'SWENo is missing.',
      'QualInst is missing.',
    ]);
  });

  it.each(BREAKS)('with %s as %s breaks a rule', (good, bad, words) => {
    expect(built()).toContain(good);
    expect(schemaProblems(built().replace(good, bad))).toContain(words);
  });

  it('out of order breaks a rule', () => {
    const xml = built().replace(/(\s*<SWENo>.*?<\/SWENo>)(\s*<FTE>.*?<\/FTE>)/, '$2$1');
    expect(schemaProblems(xml)).toContain('SWENo comes after FTE, and belongs before it.');
  });
});

describe.skipIf(!canAskSchema)('beside the schema itself', () => {
  it('what is written is valid', () => {
    expect(xmllintTakes(built())).toBe(true);
    const few = buildCswwXml(
      { ...HEADER, collection: '', year: null, referenceDate: null, software: '', madeAt: '' },
      { vacancies: 0, agencyFte: 0, agencyHeadcount: 0 },
      [{ ...ANOTHER, fte: null, orgRole: null, from: null }],
    );
    expect(xmllintTakes(few)).toBe(true);
  });

  it.each(BREAKS)('with %s as %s both refuse it', (good, bad) => {
    expect(xmllintTakes(built().replace(good, bad))).toBe(false);
  });

  it('our rules and the schema agree on the samples', () => {
    for (const name of ['csww-return/csww_sample.xml', 'csww-return/bad_2022.xml']) {
      const xml = referenceFile(name) ?? '';
      expect(xmllintTakes(xml)).toBe(schemaProblems(xml).length === 0);
    }
  });
});

const bad = referenceFile('csww-return/bad_2022.xml');
const sample = referenceFile('csww-return/csww_sample.xml');

describe.skipIf(bad === null || sample === null)('the sample returns', () => {
  it('are read whole: no worker is refused for a warning', () => {
    expect(read(sample ?? '').workers).toHaveLength(14);
    const document = read(bad ?? '');
    expect(document.workers).toHaveLength(30);
    expect(document.header).toMatchObject({
      year: 2020,
      referenceDate: '2023-03-28',
      authority: '301',
    });
    expect(document.vacancies).toEqual({ vacancies: 79.68, agencyFte: 59.82, agencyHeadcount: 71 });
    expect(document.workers[0]).toMatchObject({
      agency: true,
      sweNumber: 'Oz2054309383',
      fte: 521_371,
      orgRole: null,
      from: '1988-04-07',
      origin: 9,
    });
    // Each warning is a worker whose QualInst the sample leaves out.
    expect(new Set(document.warnings.map(({ words }) => words))).toEqual(
      new Set(['QualInst is missing.']),
    );
  });

  it('have a wrong year, authority and reference date', () => {
    const warnings = checkExpected(read(bad ?? ''), { censusDate: '2022-09-30', authority: '211' });
    expect(warnings.map(({ element, words }) => [element, words])).toEqual([
      ['ReferenceDate', 'The reference date is 28 March 2023. The census is on 30 September.'],
      ['Year', 'The year is 2020 and the reference date is in 2023.'],
      ['Year', 'The return is for 2020, not for 2022.'],
      ['ReferenceDate', 'The reference date is 28 March 2023, not 30 September 2022.'],
      ['LEA', 'The return is of authority 301, not 211.'],
    ]);
    expect(checkExpected(read(built()), { censusDate: '2022-09-30', authority: '211' })).toEqual(
      [],
    );
  });

  it('keep personal fields apart from what a plan needs', () => {
    const [worker] = read(bad ?? '').workers;
    expect(worker?.returnFields).toMatchObject({
      PersonBirthDate: ['1967-01-04'],
      Ethnicity: ['REFU'],
      ReasonAbsence: ['TRN'],
    });
    const kept = JSON.stringify({ ...worker, returnFields: {} });
    for (const personal of ['1967-01-04', 'REFU', 'Institution', 'TRN'])
      expect(kept).not.toContain(personal);
    expect(RETURN_FIELDS).toContain('GenderCurrent');
  });
});

const message = (inside: string) => `<?xml version="1.0"?><Message>${inside}</Message>`;
const worker = (inside: string) =>
  `<CSWWWorker><AgencyWorker>0</AgencyWorker>${inside}</CSWWWorker>`;

describe('a return with faults', () => {
  it('has warnings, and every worker is there', () => {
    const { workers, warnings } = read(
      message(
        worker(
          '<SWENo>12345</SWENo><FTE>1.5</FTE><OrgRole>9</OrgRole><RoleStartDate>01/02/2019</RoleStartDate><StartOrigin>99</StartOrigin>',
        ) +
          worker(
            '<SWENo>SW0123456789</SWENo><FTE>0.5</FTE><RoleStartDate>2020-01-01</RoleStartDate><RoleEndDate>2019-01-01</RoleEndDate>',
          ),
      ),
    );
    expect(
      workers.map(({ ref, sweNumber, fte, orgRole, from, origin }) => ({
        ref,
        sweNumber,
        fte,
        orgRole,
        from,
        origin,
      })),
    ).toEqual([
      { ref: '12345', sweNumber: null, fte: null, orgRole: null, from: null, origin: null },
      {
        ref: 'SW0123456789',
        sweNumber: 'SW0123456789',
        fte: 500_000,
        orgRole: null,
        from: '2020-01-01',
        origin: null,
      },
    ]);
    expect(warnings.map(({ row, element, written }) => [row, element, written])).toEqual([
      [1, 'SWENo', '12345'],
      [1, 'FTE', '1.5'],
      [1, 'OrgRole', '9'],
      [1, 'RoleStartDate', '01/02/2019'],
      [1, 'StartOrigin', '99'],
      [1, 'QualInst', ''],
      [2, 'QualInst', ''],
      [2, 'RoleEndDate', '2019-01-01'],
      [null, 'Header', ''],
      [null, 'LALevelVacancies', ''],
    ]);
  });

  it('is refused when it is no return at all', () => {
    expect(() => read(message(''))).toThrow('The XML holds no CSWWWorker');
  });
});

describe('a return’s workers', () => {
  const choices = {
    service: null,
    team: 'Not in the return',
    roles: { 5: 'Social worker' },
    roleForOthers: 'Role not known',
    basis: 'permanent',
    startForOthers: null,
    fteForOthers: null,
  } as const;

  it('become rows of people and agency workers', () => {
    const { people, agency, problems } = cswwRows(read(built()), choices);
    expect(people).toEqual([
      {
        kind: 'people',
        row: 1,
        ref: 'SW0123456789',
        name: null,
        sweNumber: 'SW0123456789',
        service: null,
        team: 'Not in the return',
        role: 'Social worker',
        postRef: null,
        basis: 'permanent',
        fte: 598_403,
        from: '2019-02-01',
        to: '2022-09-30',
        offerAcceptedOn: null,
        origin: 1,
        leavingReason: 1,
        destination: 2,
        absence: null,
      },
    ]);
    expect(agency).toMatchObject([{ kind: 'agency', row: 2, fte: 0, covers: null }]);
    expect(problems).toEqual([]);
  });

  it('without a start or an FTE take the user’s, or are left out and named', () => {
    const document = read(message(worker('<SWENo>12345</SWENo><FTE>1.5</FTE>')));
    expect(cswwRows(document, choices).problems.map(({ row, column }) => [row, column])).toEqual([
      [1, 'RoleStartDate'],
    ]);
    const { people } = cswwRows(document, {
      ...choices,
      startForOthers: '2021-09-30',
      fteForOthers: 1_000_000,
    });
    expect(people).toMatchObject([
      { ref: '12345', role: 'Role not known', from: '2021-09-30', fte: 1_000_000 },
    ]);
  });
});
