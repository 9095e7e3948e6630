/** Finding the headings, and proposing which column is which. */
import { describe, expect, it } from 'vitest';
import {
  headerKey,
  proposeMapping,
  recallMapping,
  rememberMapping,
  suggestedSheet,
  surveySheet,
  type FieldId,
  type ImportKind,
  type Sheet,
} from '../../../src/domain/importing/index.ts';
import { plainHeading } from '../../../src/domain/importing/synonyms.ts';
import { readAs, table, textSheet, workbookSheet } from './support.ts';

const survey = (sheet: Sheet, name = 'file') => surveySheet(sheet, name, null);

function headingsMapped(sheet: Sheet, kind: ImportKind): Partial<Record<FieldId, string>> {
  const { columns } = survey(sheet);
  return rememberMapping(proposeMapping(columns, kind).mapping, columns);
}

describe('headings', () => {
  it('are found under title rows', () => {
    const outline = survey(
      textSheet([
        ['Establishment list'],
        ['As at 30 September 2025', '', ''],
        [],
        [' Team ', 'Post  title', 'FTE', '', ''],
        ['A', 'Social worker', '1', '', ''],
      ]),
    );
    expect(outline.header).toEqual({ row: 4, rows: 1 });
    expect(outline.above).toEqual(['Establishment list', 'As at 30 September 2025']);
    // Blank columns at the end are left out, and stray spaces are gone.
    expect(outline.columns.map(({ heading }) => heading)).toEqual(['Team', 'Post title', 'FTE']);
    expect(outline.dataRows).toBe(1);
  });

  it('may take two rows, a group over its columns', () => {
    const sheet = textSheet([
      ['Ref', 'Name', 'Team', 'Role', 'Contract', '', 'Dates', ''],
      ['', '', '', '', 'Hours', 'Type', 'Start', 'End'],
      ['1', 'Jo', 'A', 'Social worker', '18', 'Permanent', '25/03/2020', ''],
    ]);
    const outline = survey(sheet);
    expect(outline.header).toEqual({ row: 1, rows: 2 });
    expect(outline.columns.map(({ heading }) => heading)).toEqual([
      'Ref',
      'Name',
      'Team',
      'Role',
      'Contract Hours',
      'Contract Type',
      'Dates Start',
      'Dates End',
    ]);
    expect(headingsMapped(sheet, 'people')).toMatchObject({
      hours: 'Contract Hours',
      basis: 'Contract Type',
      from: 'Dates Start',
      to: 'Dates End',
    });
  });

  it('of one row are not joined to the first row of data', () => {
    expect(
      survey(textSheet(table('Team,Role,Name\nA,Social worker,Jo\nB,Manager,Bo'))).header,
    ).toEqual({
      row: 1,
      rows: 1,
    });
  });

  it('may be in words Tenure does not know', () => {
    expect(survey(textSheet(table('Alpha,Beta,Gamma\n1,2,3'))).header).toEqual({ row: 1, rows: 1 });
    expect(survey(textSheet([])).header).toBeNull();
  });

  it('may be where the user says', () => {
    const sheet = textSheet(table('x,y\nTeam,Role\nA,B'));
    expect(surveySheet(sheet, '', { row: 1, rows: 1 }).columns[0]?.heading).toBe('x');
  });

  it('that are missing or repeated are told apart', () => {
    const { columns } = survey(
      textSheet([
        ['Team', 'Role', '', 'Role', ''],
        ['A', 'B', 'c', 'D', ''],
      ]),
    );
    expect(columns.map(({ heading }) => heading)).toEqual(['Team', 'Role', 'Column C', 'Role (2)']);
  });

  it('are one whatever their punctuation', () => {
    expect(plainHeading('RoleStartDate')).toBe('role start date');
    expect(plainHeading(' Role_start-date: ')).toBe('role start date');
    expect(plainHeading('SWENo')).toBe('swe no');
    expect(plainHeading('FTE %')).toBe('fte percent');
    expect(plainHeading('Pers.No.')).toBe('pers no');
  });
});

describe('a mapping', () => {
  it('knows iTrent’s headings', () => {
    const sheet = textSheet([
      [
        'Personal reference',
        'Full name',
        'Unit name',
        'Position title',
        'Position reference',
        'Contract type',
        'Contractual hours',
        'FTE hours',
        'Occupancy start date',
        'Occupancy end date',
        'Leaving reason',
        'Line manager',
        'Date of birth',
      ],
      [
        '1',
        'Jo',
        'A',
        'SW',
        'P1',
        'Permanent',
        '18',
        '36',
        '25/03/2020',
        '',
        '',
        'Bo',
        '01/01/1990',
      ],
    ]);
    expect(headingsMapped(sheet, 'people')).toEqual({
      ref: 'Personal reference',
      name: 'Full name',
      team: 'Unit name',
      role: 'Position title',
      postRef: 'Position reference',
      basis: 'Contract type',
      hours: 'Contractual hours',
      standardHours: 'FTE hours',
      from: 'Occupancy start date',
      to: 'Occupancy end date',
      leavingReason: 'Leaving reason',
    });
  });

  it('knows SAP’s and Oracle’s headings', () => {
    const sap = textSheet([
      [
        'Pers.No.',
        'Last name',
        'First name',
        'Org. unit text',
        'Position',
        'Employee group',
        'Empl. percent',
        'Entry',
        'Leaving',
        'Cost ctr',
      ],
      ['1', 'Khan', 'Ali', 'A', 'SW', 'Permanent', '60', '25.03.2020', '31.12.9999', 'C1'],
    ]);
    expect(headingsMapped(sap, 'people')).toEqual({
      ref: 'Pers.No.',
      name: 'Last name',
      forename: 'First name',
      team: 'Org. unit text',
      role: 'Position',
      basis: 'Employee group',
      fte: 'Empl. percent',
      from: 'Entry',
      to: 'Leaving',
    });
    const oracle = textSheet([
      [
        'Person Number',
        'Display Name',
        'Organization Name',
        'Job Name',
        'Assignment Category',
        'Full-Time Equivalent',
        'Latest Hire Date',
        'Actual Termination Date',
      ],
      ['1', 'Jo', 'A', 'SW', 'Permanent', '1', '2020-03-25', ''],
    ]);
    expect(headingsMapped(oracle, 'people')).toEqual({
      ref: 'Person Number',
      name: 'Display Name',
      team: 'Organization Name',
      role: 'Job Name',
      basis: 'Assignment Category',
      fte: 'Full-Time Equivalent',
      from: 'Latest Hire Date',
      to: 'Actual Termination Date',
    });
  });

  it('knows the statutory return’s own names', () => {
    const sheet = textSheet([
      [
        'SWENo',
        'FTE',
        'OrgRole',
        'RoleStartDate',
        'StartOrigin',
        'RoleEndDate',
        'LeaverDestination',
        'ReasonLeave',
      ],
    ]);
    expect(headingsMapped(sheet, 'people')).toMatchObject({
      sweNumber: 'SWENo',
      fte: 'FTE',
      role: 'OrgRole',
      from: 'RoleStartDate',
      origin: 'StartOrigin',
      to: 'RoleEndDate',
      destination: 'LeaverDestination',
      leavingReason: 'ReasonLeave',
    });
  });

  it('tells the establishment’s FTE from the holder’s', () => {
    const sheet = textSheet([
      [
        'Post number',
        'Team',
        'Post title',
        'Actual FTE',
        'Budgeted FTE',
        'Vacant FTE',
        'Postholder',
      ],
    ]);
    expect(headingsMapped(sheet, 'establishment')).toEqual({
      postRef: 'Post number',
      team: 'Team',
      role: 'Post title',
      fte: 'Budgeted FTE',
      holder: 'Postholder',
    });
  });

  it('says how sure it is, and does not take a team’s manager for the team', () => {
    const { columns } = survey(
      textSheet([
        ['Team manager', 'Department', 'Role', 'Start'],
        ['Jo', 'A', 'SW', 'not a date'],
      ]),
    );
    const { fields } = proposeMapping(columns, 'people');
    expect(fields.role).toEqual({ column: 2, confidence: 'sure' });
    expect(fields.team?.confidence).not.toBe('sure');
    expect(fields.team?.column).toBe(1);
    // No cell of it is a date.
    expect(fields.from?.confidence).toBe('unsure');
  });

  it('is remembered by headings, in any order of columns', () => {
    const first = survey(textSheet(table('Team,Role,FTE\nA,SW,1'))).columns;
    const second = survey(textSheet(table('FTE,Team,Role\n1,A,SW'))).columns;
    const remembered = rememberMapping({ team: 0, role: 1, fte: 2 }, first);
    expect(recallMapping(remembered, second)).toEqual({ team: 1, role: 2, fte: 0 });
    expect(headerKey(first)).toBe(headerKey(second));
    expect(recallMapping({ team: 'Gone' }, second)).toEqual({});
  });

  it('must have what its kind needs', () => {
    const sheet = textSheet(table('Team,FTE\nA,1'));
    expect(() => readAs('people', sheet)).toThrow(
      'Say which column holds: Person’s reference; Role or job title; Start date.',
    );
  });
});

describe('a file’s kind', () => {
  const kindOf = (text: string, name = 'file') =>
    survey(textSheet(table(text)), name).suggestedKind;

  it('is proposed from its headings and name', () => {
    expect(kindOf('Post ref,Team,Post title,FTE,Funding,Post holder\nP1,A,SW,1,Base,Jo')).toBe(
      'establishment',
    );
    expect(
      kindOf(
        'Employee number,Name,Team,Job title,Contract type,FTE,Start date\n1,Jo,A,SW,Permanent,1,25/03/2020',
      ),
    ).toBe('people');
    expect(kindOf('Employee number,Name,Leaving date,Reason for leaving\n1,Jo,25/03/2020,1')).toBe(
      'movements',
    );
    expect(kindOf('Ref,Movement type,Effective date,Team\n1,Starter,25/03/2020,A')).toBe(
      'movements',
    );
    expect(
      kindOf(
        'Name,Team,Role,FTE,Start date,Reason for cover\nJo,A,SW,1,25/03/2020,Vacancy',
        'Agency workers.csv',
      ),
    ).toBe('agency');
  });

  it('and the sheet with the most shown rows', () => {
    const sheets = [
      workbookSheet([['Notes', 'x']]),
      workbookSheet(table('Team,Role\nA,B\nA,B')),
      workbookSheet(table('Team,Role\nA,B\nA,B\nA,B'), { hidden: true }),
    ].map((sheet) => survey(sheet));
    expect(suggestedSheet(sheets)).toBe(1);
  });
});
