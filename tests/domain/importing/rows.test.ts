/** From a sheet to rows: blocks, totals, vacancies, FTE and what is refused (DOMAIN.md §8). */
import { describe, expect, it } from 'vitest';
import type { RawCell } from '../../../src/domain/importing/index.ts';
import { readAs, table, textSheet, workbookSheet } from './support.ts';

const PEOPLE = ['Ref', 'Name', 'Team', 'Role', 'Contract type', 'FTE', 'Start date', 'End date'];
const person = (more: Partial<Record<string, RawCell>> = {}, ref: RawCell = '1'): RawCell[] => {
  const usual: Record<string, RawCell> = {
    Ref: ref,
    Name: 'Jo',
    Team: 'A',
    Role: 'Social worker',
    'Contract type': 'Permanent',
    FTE: '1',
    'Start date': '25/03/2020',
    'End date': '',
  };
  return PEOPLE.map((heading) => {
    const given = more[heading];
    return given === undefined ? usual[heading]! : given;
  });
};
const people = (...rows: RawCell[][]) => readAs('people', textSheet([PEOPLE, ...rows]));

describe('the team’s name', () => {
  it('may stand on the first row of its block only', () => {
    const read = readAs(
      'establishment',
      textSheet(
        table(`Service,Team,Role,FTE
          North,A,Social worker,1
          ,,Team manager,1
          ,B,Social worker,2
          South,C,Social worker,3
          ,,Team manager,1`),
      ),
    );
    expect(read.rows.map(({ service, team }) => `${service} ${team}`)).toEqual([
      'North A',
      'North A',
      'North B',
      'South C',
      'South C',
    ]);
    expect(read.notes).toEqual([
      'Service is written once for each block. On 3 rows it was taken from the rows above.',
      'Team is written once for each block. On 2 rows it was taken from the rows above.',
    ]);
  });

  it('may stand on a row of its own', () => {
    const read = readAs(
      'establishment',
      textSheet(
        table('Team,Role,FTE\nA,,\n,Social worker,1\n,Team manager,1\nB,,\n,Social worker,2'),
      ),
    );
    expect(read.rows.map(({ team, role }) => `${team} ${role}`)).toEqual([
      'A Social worker',
      'A Team manager',
      'B Social worker',
    ]);
    expect(read.skipped).toContainEqual({ reason: 'block-heading', count: 2, rows: [2, 5] });
  });

  it('is not carried over a total, nor into a new service', () => {
    const read = readAs(
      'establishment',
      textSheet(
        table(`Service,Team,Role,FTE
          North,A,Social worker,1
          ,A Total,,1
          ,,Social worker,1
          South,,Team manager,1`),
      ),
    );
    expect(read.rows.map(({ row }) => row)).toEqual([2]);
    expect(read.problems.map(({ row, column, why }) => [row, column, why])).toEqual([
      [4, 'Team', 'It is blank.'],
      [5, 'Team', 'It is blank.'],
    ]);
  });

  it('is asked about where few rows leave it blank and none repeats it', () => {
    const sheet = textSheet(table('Team,Role,FTE\nA,x,1\nB,y,1\nC,z,1\n,z,1'));
    const [question] = readAs('establishment', sheet).open;
    expect(question?.why).toBe('Some rows have a team and others leave it blank.');
  });

  it('is asked about where some rows repeat it and others leave it blank', () => {
    const sheet = textSheet(table('Team,Role,FTE\nA,x,1\nA,y,1\n,z,1'));
    const read = readAs('establishment', sheet);
    expect(read.open.map(({ id }) => id)).toEqual(['fill-down:team']);
    expect(read.rows).toEqual([]);
    const filled = readAs('establishment', sheet, { 'fill-down:team': 'fill' });
    expect(filled.rows.map(({ team }) => team)).toEqual(['A', 'A', 'A']);
    const missing = readAs('establishment', sheet, { 'fill-down:team': 'missing' });
    expect(missing.refused).toBe(1);
  });
});

describe('rows that are no data', () => {
  it('are skipped and counted: totals, blanks, headings again, notes', () => {
    const read = readAs(
      'establishment',
      textSheet([
        ['Team', 'Role', 'FTE'],
        ['A', 'Social worker', '1'],
        ['A total', '', '1'],
        [],
        [],
        ['Team', 'Role', 'FTE'],
        ['B', 'Social worker', '2'],
        ['Subtotal', '', '2'],
        ['Grand Total', '', '3'],
        ['', 'Source: HR', ''],
      ]),
    );
    expect(read.rows.map(({ team }) => team)).toEqual(['A', 'B']);
    expect(read.skipped).toEqual([
      { reason: 'total', count: 3, rows: [3, 8, 9] },
      { reason: 'blank', count: 2, rows: [4] },
      { reason: 'repeated-heading', count: 1, rows: [6] },
      { reason: 'note', count: 1, rows: [10] },
    ]);
    expect(read.problems).toEqual([]);
  });

  it('do not include a team or person called Total', () => {
    const read = readAs(
      'establishment',
      textSheet(
        table('Team,Role,FTE\nTotal Family Support,Social worker,1\nTotal,Social worker,1'),
      ),
    );
    expect(read.rows.map(({ team }) => team)).toEqual(['Total Family Support']);
    expect(people(person({ Name: 'Total' }, '7')).rows).toHaveLength(1);
  });
});

describe('a vacant post', () => {
  it('in a list of people is no person', () => {
    const read = people(
      person(),
      person({ Name: 'Vacant - advert', FTE: '0.6', 'Start date': '' }, ''),
    );
    expect(read.rows).toHaveLength(1);
    expect(read.vacantPosts).toEqual([
      {
        row: 3,
        postRef: null,
        service: null,
        team: 'A',
        role: 'Social worker',
        fte: 600_000,
        note: 'advert',
        written: 'Vacant - advert',
      },
    ]);
    expect(read.skipped).toContainEqual({ reason: 'vacant', count: 1, rows: [3] });
  });

  it('asks nothing about the contract and codes of a holder it does not have', () => {
    const headings = [...PEOPLE, 'Reason for leaving'];
    const vacant = (basis: string) => person({ Name: 'VACANT', 'Contract type': basis }, '');
    const read = readAs(
      'people',
      textSheet([
        headings,
        [...person(), ''],
        [...vacant(''), ''],
        [...vacant('Vacant post'), 'Post deleted'],
      ]),
    );
    expect(read.questions).toEqual([]);
    expect(read.rows).toMatchObject([{ ref: '1', basis: 'permanent' }]);
    expect(read.vacantPosts).toHaveLength(2);
    // Of somebody who holds a post it is still asked.
    const held = people(person(), person({ Name: 'Sam', 'Contract type': '' }, '2'));
    expect(held.open.map(({ id, rows }) => [id, rows])).toEqual([['words:basis:', 1]]);
  });

  it('in an establishment keeps its post and has no holder', () => {
    const read = readAs(
      'establishment',
      textSheet(
        table(`Post ref,Team,Role,FTE,Post holder,Funding,Frozen
          P1,A,Social worker,1,VACANT,Grant,No
          P2,A,Social worker,1,Vacancy (agency cover),Base,Y
          P3,A,Social worker,1,Jo Ahmed,,
          P4,A,Social worker,1,Sam (vacant soon),,`),
      ),
    );
    expect(
      read.rows.map(({ vacant, holder, funding, frozen }) => ({ vacant, holder, funding, frozen })),
    ).toEqual([
      { vacant: 'none', holder: null, funding: 'grant', frozen: false },
      { vacant: 'agency', holder: null, funding: 'base', frozen: true },
      { vacant: null, holder: { ref: null, name: 'Jo Ahmed' }, funding: null, frozen: null },
      {
        vacant: null,
        holder: { ref: null, name: 'Sam (vacant soon)' },
        funding: null,
        frozen: null,
      },
    ]);
    expect(read.problems.map(({ row, severity }) => [row, severity])).toEqual([[5, 'question']]);
  });
});

describe('FTE', () => {
  it('is in millionths', () => {
    expect(people(person({ FTE: '0.598403' })).rows[0]?.fte).toBe(598_403);
    expect(people(person({ FTE: '60%' })).rows[0]?.fte).toBe(600_000);
    expect(people(person({ FTE: '0' })).rows[0]?.fte).toBe(0);
  });

  it('is hours against standard hours; hours of zero are zero', () => {
    const read = readAs(
      'people',
      textSheet(
        table(`Ref,Team,Role,Contract type,Hours,Standard hours,Start date
          1,A,SW,Permanent,18,36,25/03/2020
          2,A,SW,Permanent,0,36,25/03/2020
          3,A,SW,Permanent,18:30,37,25/03/2020
          4,A,SW,Permanent,40,37,25/03/2020
          5,A,SW,Permanent,20,,25/03/2020`),
      ),
    );
    expect(read.rows.map(({ fte }) => fte)).toEqual([500_000, 0, 500_000]);
    expect(read.problems.map(({ row, column, why }) => [row, column, why])).toEqual([
      [5, 'Hours', 'It makes 1.081 FTE, and one person’s FTE in one post is at most 1.'],
      [6, 'Standard hours', 'There are no full-time hours to compare with.'],
    ]);
  });

  it('asks for the standard hours where no column gives them', () => {
    const sheet = textSheet(
      table('Ref,Team,Role,Contract type,Hours,Start date\n1,A,SW,Permanent,18,25/03/2020'),
    );
    expect(readAs('people', sheet).open.map(({ id, input }) => [id, input])).toEqual([
      ['standard-hours:hours', 'number'],
    ]);
    expect(readAs('people', sheet, { 'standard-hours:hours': '36' }).rows[0]?.fte).toBe(500_000);
    for (const answer of ['0', '-5', 'many', '400', '']) {
      expect(readAs('people', sheet, { 'standard-hours:hours': answer }).open).toHaveLength(1);
    }
  });

  it('is compared with hours, and the difference said', () => {
    const read = readAs(
      'people',
      textSheet(
        table(`Ref,Team,Role,Contract type,FTE,Hours,Standard hours,Start date
          1,A,SW,Permanent,0.6,18,36,25/03/2020
          2,A,SW,Permanent,,18,36,25/03/2020
          3,A,SW,Permanent,0.49,17.64,36,25/03/2020`),
      ),
    );
    expect(read.rows.map(({ fte }) => fte)).toEqual([600_000, 500_000, 490_000]);
    expect(read.problems.map(({ row, severity }) => [row, severity])).toEqual([[2, 'question']]);
  });

  it('in percent or hours is asked about, not guessed', () => {
    const rows = (fte: string[]) => fte.map((value, at) => person({ FTE: value }, String(at)));
    const sheet = textSheet([PEOPLE, ...rows(['60', '100', '80'])]);
    expect(readAs('people', sheet).open.map(({ id }) => id)).toEqual(['fte-scale:fte']);
    const percent = readAs('people', sheet, { 'fte-scale:fte': 'percent' });
    expect(percent.rows.map(({ fte }) => fte)).toEqual([600_000, 1_000_000, 800_000]);
    const hours = readAs('people', textSheet([PEOPLE, ...rows(['18', '36', '0'])]), {
      'fte-scale:fte': 'hours',
      'standard-hours:hours': '36',
    });
    expect(hours.rows.map(({ fte }) => fte)).toEqual([500_000, 1_000_000, 0]);
    const asWritten = readAs('people', sheet, { 'fte-scale:fte': 'as-written' });
    expect(asWritten.refused).toBe(3);
  });

  it('with a decimal comma is read; one or a thousand is asked', () => {
    expect(people(person({ FTE: '0,6' })).rows[0]?.fte).toBe(600_000);
    const sheet = textSheet([PEOPLE, person({ FTE: '1,000' })]);
    const read = readAs('people', sheet);
    expect(read.open[0]).toMatchObject({
      id: 'decimal-mark:fte',
      examples: [{ row: 2, written: '1,000', readings: { '.': '1000', ',': '1' } }],
    });
    expect(readAs('people', sheet, { 'decimal-mark:fte': ',' }).rows[0]?.fte).toBe(1_000_000);
  });

  it('that is absent is not zero', () => {
    for (const absent of ['n/a', '', '-', 'tbc', '#N/A']) {
      const read = people(person({ FTE: absent }));
      expect(read.rows, absent).toEqual([]);
      expect(read.refused).toBe(1);
    }
  });

  it('below zero, or not a number, is refused with its remedy', () => {
    expect(people(person({ FTE: '(0.5)' })).problems).toEqual([
      {
        row: 2,
        column: 'FTE',
        written: '(0.5)',
        why: 'It is below zero.',
        remedy: 'Write 0 or more.',
        severity: 'refuses-row',
      },
    ]);
    expect(people(person({ FTE: 'full time' })).problems[0]?.why).toBe(
      'It cannot be read as a number.',
    );
  });

  it('of every row may be answered where no column gives it', () => {
    const sheet = textSheet(table('Post ref,Team,Role\nP1,A,SW\nP2,A,SW'));
    expect(readAs('establishment', sheet).open.map(({ id }) => id)).toEqual(['fte-for-all:fte']);
    const read = readAs('establishment', sheet, { 'fte-for-all:fte': '1' });
    expect(read.rows.map(({ fte }) => fte)).toEqual([1_000_000, 1_000_000]);
  });
});

describe('people', () => {
  it('may have two posts, be rehired, and start and leave within a year', () => {
    const read = people(
      person({ FTE: '0.5' }),
      person({ FTE: '0.5', Team: 'B' }),
      person({ 'Start date': '01/06/2015', 'End date': '30/09/2015' }),
    );
    expect(read.rows.map(({ ref, team, from, to, fte }) => [ref, team, from, to, fte])).toEqual([
      ['1', 'A', '2020-03-25', null, 500_000],
      ['1', 'B', '2020-03-25', null, 500_000],
      ['1', 'A', '2015-06-01', '2015-09-30', 1_000_000],
    ]);
    expect(read.problems).toEqual([]);
  });

  it('who are there twice are refused once', () => {
    const read = people(person(), person());
    expect(read.rows).toHaveLength(1);
    expect(read.problems[0]).toMatchObject({ row: 3, why: 'It says the same as row 2.' });
  });

  it('who leave before they start are refused; an end far away is no end', () => {
    const read = people(
      person({ 'End date': '24/03/2020' }),
      person({ 'End date': '31/12/9999' }, '2'),
      person({ 'End date': 'Present' }, '3'),
      person({ 'End date': '31/02/2024' }, '4'),
      person({ 'Start date': '01/04/0021' }, '5'),
    );
    expect(read.rows.map(({ ref, to }) => [ref, to])).toEqual([
      ['2', null],
      ['3', null],
    ]);
    expect(read.problems.map(({ row, why }) => [row, why])).toEqual([
      [2, 'It is before the start date.'],
      [5, 'It cannot be read as a date.'],
      [6, 'It is a date in the year 21, too long ago to be right.'],
    ]);
    expect(read.notes[0]).toContain('31/12/9999');
  });

  it('have a contract type, by column, by answer for a blank, or for all', () => {
    const sheet = textSheet([
      PEOPLE,
      person(),
      person({ 'Contract type': '' }, '2'),
      person({ 'Contract type': 'Casual' }, '3'),
    ]);
    const read = readAs('people', sheet);
    expect(read.open.map(({ id, rows }) => [id, rows])).toEqual([
      ['words:basis:', 1],
      ['words:basis:casual', 1],
    ]);
    const answered = readAs('people', sheet, {
      'words:basis:': 'permanent',
      'words:basis:casual': 'fixed-term',
    });
    expect(answered.rows.map(({ basis }) => basis)).toEqual([
      'permanent',
      'permanent',
      'fixed-term',
    ]);
    const none = textSheet(table('Ref,Team,Role,FTE,Start date\n1,A,SW,1,25/03/2020'));
    expect(readAs('people', none).open.map(({ id }) => id)).toEqual(['basis-for-all:basis']);
    expect(readAs('people', none, { 'basis-for-all:basis': 'fixed-term' }).rows[0]?.basis).toBe(
      'fixed-term',
    );
    // An answer that is none of the options is no answer.
    expect(readAs('people', none, { 'basis-for-all:basis': 'anything' }).rows).toEqual([]);
  });

  it('have codes as numbers or words; unknown words stay blank and are said', () => {
    const sheet = textSheet(
      table(`Ref,Team,Role,Contract type,FTE,Start date,Origin,Reason for leaving,Destination,Absence,SWE number
        1,A,SW,Permanent,1,25/03/2020,1,Resignation,3,Maternity,SW0123456789
        2,A,SW,Permanent,1,25/03/2020,NQSW,End of contract,Not known,,sw 0123456780
        3,A,SW,Permanent,1,25/03/2020,,,,,12345`),
    );
    const read = readAs('people', sheet);
    expect(
      read.rows.map(({ origin, leavingReason, destination }) => [
        origin,
        leavingReason,
        destination,
      ]),
    ).toEqual([
      [1, 1, 3],
      [1, null, 8],
      [null, null, null],
    ]);
    expect(read.rows.map(({ sweNumber }) => sweNumber)).toEqual([
      'SW0123456789',
      'SW0123456780',
      null,
    ]);
    expect(read.rows[0]?.absence).toEqual({ kind: 'MAT', from: null, to: null });
    expect(read.open).toEqual([]);
    expect(read.questions.map(({ id, blocking }) => [id, blocking])).toEqual([
      ['words:leavingReason:end of contract', false],
    ]);
    expect(read.problems.map(({ row, column, severity }) => [row, column, severity])).toEqual([
      [3, 'Reason for leaving', 'question'],
      [4, 'SWE number', 'question'],
    ]);
    const answered = readAs('people', sheet, { 'words:leavingReason:end of contract': '8' });
    expect(answered.rows[1]?.leavingReason).toBe(8);
    const blank = readAs('people', sheet, { 'words:leavingReason:end of contract': 'leave-blank' });
    expect(blank.problemCount).toBe(1);
  });

  it('have first and last names joined, and formula, script and line breaks kept as text', () => {
    const read = readAs(
      'people',
      textSheet([
        ['Ref', 'Surname', 'First name', 'Team', 'Role', 'Contract type', 'FTE', 'Start date'],
        ['1', 'Ahmed', 'Jo', 'A', 'SW', 'Permanent', '1', '25/03/2020'],
        [
          '2',
          '=1+1',
          '<script>alert(1)</script>',
          'North\nTeam',
          'SW',
          'Permanent',
          '1',
          '25/03/2020',
        ],
      ]),
    );
    expect(read.rows.map(({ name, team }) => [name, team])).toEqual([
      ['Jo Ahmed', 'A'],
      ['<script>alert(1)</script> =1+1', 'North Team'],
    ]);
  });
});

describe('cells a workbook has changed', () => {
  it('are refused where text became a date, or a long number lost its digits', () => {
    const read = readAs(
      'people',
      workbookSheet([
        PEOPLE,
        person({ Team: { kind: 'date', date: '2021-03-01' } }, 1),
        person({}, 12345678901234567890),
        person({ FTE: { kind: 'error', text: '#REF!' } }, 3),
        person({ 'End date': { kind: 'error', text: '#N/A' } }, 4),
        person({}, 100234),
      ]),
    );
    expect(read.rows.map(({ ref }) => ref)).toEqual(['100234']);
    expect(read.problems.map(({ row, column }) => [row, column])).toEqual([
      [2, 'Team'],
      [3, 'Ref'],
      [4, 'FTE'],
      [5, 'End date'],
    ]);
  });

  it('and hidden rows are read and said', () => {
    const read = readAs('people', workbookSheet([PEOPLE, person()], { hiddenRows: 2 }));
    expect(read.notes).toEqual([
      'The workbook hides 2 rows, for example by a filter. They were read too.',
    ]);
  });
});

describe('a text file whose cells are out of step', () => {
  it('has rows refused that have too many cells, or end early', () => {
    const rows = Array.from({ length: 20 }, (_, at) => person({}, String(at)));
    const read = people(
      ...rows,
      ['99', 'Ahmed', ' Jo', 'A', 'Social worker', 'Permanent', '1', '25/03/2020', '31/03/2021'],
      ['98', 'Jo', 'A', 'Social'],
    );
    expect(read.rows).toHaveLength(20);
    expect(read.problems.map(({ row, column, severity }) => [row, column, severity])).toEqual([
      [22, null, 'refuses-row'],
      [23, null, 'refuses-row'],
    ]);
    expect(read.problems[0]?.why).toContain('more cells than there are headings');
    expect(read.problems[1]?.why).toContain('ends after 4 of 8 cells');
  });
});

describe('an establishment', () => {
  it('has funding, dates and temporary posts', () => {
    const read = readAs(
      'establishment',
      textSheet(
        table(`Post ref,Team,Role,FTE,Funded from,Funded to,Funding source,Permanent/temporary
          P1,A,SW,6.5,01/04/2021,31/03/2026,Grant funded,Temporary
          P2,A,SW,1,25/04/2021,,Base,Temp
          P3,A,SW,1,25/04/2021,,,Permanent
          P3,A,SW,1,25/04/2021,,,Permanent
          P4,A,SW,0,25/04/2021,,,Permanent`),
      ),
    );
    expect(
      read.rows.map(({ postRef, fte, fundedFrom, fundedTo, funding }) => [
        postRef,
        fte,
        fundedFrom,
        fundedTo,
        funding,
      ]),
    ).toEqual([
      ['P1', 6_500_000, '2021-04-01', '2026-03-31', 'grant'],
      ['P2', 1_000_000, '2021-04-25', null, 'temporary'],
      ['P3', 1_000_000, '2021-04-25', null, 'base'],
      ['P3', 1_000_000, '2021-04-25', null, 'base'],
    ]);
    expect(read.problems.map(({ row, severity, why }) => [row, severity, why])).toEqual([
      [5, 'question', 'Row 4 has the same post reference, so its FTE counts twice.'],
      [6, 'refuses-row', 'A post of 0 FTE is not funded.'],
    ]);
  });
});

const PERMANENT = { 'basis-for-all:basis': 'permanent' };

describe('movements', () => {
  it('have a type and a date', () => {
    const read = readAs(
      'movements',
      textSheet(
        table(`Ref,Movement type,Effective date,Team,Role,FTE,Origin,Reason for leaving
          1,New starter,25/03/2020,A,SW,1,1,
          2,Leaver,31/03/2020,A,SW,,,Resignation
          3,Change of hours,25/04/2020,A,SW,0.6,,
          4,Transfer,25/04/2020,B,SW,1,,`),
      ),
      PERMANENT,
    );
    expect(
      read.rows.map(({ movement, date, origin, leavingReason, fte }) => [
        movement,
        date,
        origin,
        leavingReason,
        fte,
      ]),
    ).toEqual([
      ['starter', '2020-03-25', 1, null, 1_000_000],
      ['leaver', '2020-03-31', null, 1, null],
      ['hours', '2020-04-25', null, null, 600_000],
      ['move', '2020-04-25', null, null, 1_000_000],
    ]);
  });

  it('are starters and leavers by their dates where no column says', () => {
    const read = readAs(
      'movements',
      textSheet(
        table(`Employee number,Start date,Leaving date,Reason for leaving
          1,25/03/2020,30/09/2020,1
          2,26/03/2020,,
          3,,31/08/2020,5
          4,,,`),
      ),
      PERMANENT,
    );
    expect(
      read.rows.map(({ row, movement, date, leavingReason }) => [
        row,
        movement,
        date,
        leavingReason,
      ]),
    ).toEqual([
      [2, 'starter', '2020-03-25', null],
      [2, 'leaver', '2020-09-30', 1],
      [3, 'starter', '2020-03-26', null],
      [4, 'leaver', '2020-08-31', 5],
    ]);
    expect(read.refused + read.skipped.reduce((sum, { count }) => sum + count, 0)).toBe(1);
  });

  it('of an unknown type are asked about', () => {
    const sheet = textSheet(table('Ref,Type of movement,Date,Team\n1,Regrade,25/03/2020,A'));
    expect(readAs('movements', sheet).open.map(({ id }) => id)).toEqual(['words:movement:regrade']);
  });

  it('of a type that is not wanted are left out, and counted', () => {
    const sheet = textSheet(
      table('Ref,Type of movement,Date,Team\n1,Pay award,25/03/2020,A\n2,Leaver,25/03/2020,A'),
    );
    const read = readAs('movements', sheet, { 'words:movement:pay award': 'leave-rows-out' });
    expect(read.rows.map(({ ref }) => ref)).toEqual(['2']);
    expect(read.skipped).toEqual([{ reason: 'left-out', count: 1, rows: [2] }]);
  });

  it('never take a blank team from the row above: it is the team they are in', () => {
    const sheet = textSheet(
      table(`Ref,Type of movement,Date,Team,Role,FTE
        1,Transfer,25/03/2020,A,SW,1
        2,Change of hours,25/04/2020,,,0.6
        3,Leaver,25/05/2020,,,`),
    );
    const read = readAs('movements', sheet);
    expect(read.rows.map(({ team }) => team)).toEqual(['A', null, null]);
    expect(read.notes).toEqual([]);
  });

  it('ask how starters are employed where no cell says, and only them', () => {
    const sheet = textSheet(
      table(`Ref,Type of movement,Date,Team,Role,Contract type
        1,New starter,25/03/2020,A,SW,Fixed term
        2,New starter,25/04/2020,A,SW,
        3,Leaver,25/05/2020,A,SW,`),
    );
    const [question] = readAs('movements', sheet).open;
    expect(question).toMatchObject({ id: 'basis-for-all:basis', rows: 1 });
    expect(question?.ask).toBe('How are the starters in the file employed?');
    const read = readAs('movements', sheet, PERMANENT);
    expect(read.rows.map(({ basis }) => basis)).toEqual(['fixed-term', 'permanent', null]);
  });

  it('say by their type why somebody is away or left', () => {
    const sheet = textSheet(
      table(`Ref,Type of movement,Date,Reason for leaving
        1,Maternity leave,25/03/2020,
        2,Leave of absence,25/03/2020,
        3,Retirement,25/03/2020,
        4,Retirement,25/03/2020,Resignation`),
    );
    const rows = readAs('movements', sheet).rows;
    expect(rows.map(({ absence, leavingReason }) => absence ?? leavingReason)).toEqual([
      'MAT',
      null,
      5,
      1,
    ]);
  });

  it('whose leavers mostly go on the first of a month are asked about, leavers alone', () => {
    const sheet = textSheet(
      table(`Ref,Type of movement,Start date,Team
        1,Leaver,01/04/2024,
        2,Leaver,01/09/2024,
        3,Leaver,01/12/2024,
        4,Transfer,25/03/2024,A`),
    );
    expect(readAs('movements', sheet).open.map(({ id }) => id)).toEqual(['leaving-date:date']);
    const read = readAs('movements', sheet, { 'leaving-date:date': 'day-after' });
    expect(read.rows.map(({ date }) => date)).toEqual([
      '2024-03-31',
      '2024-08-31',
      '2024-11-30',
      '2024-03-25',
    ]);
  });

  it('called a secondment alone may be one within the authority, and are asked about', () => {
    const sheet = textSheet(table('Ref,Type of movement,Date,Team\n1,Secondment,25/03/2020,A'));
    expect(readAs('movements', sheet).open.map(({ id }) => id)).toEqual([
      'words:movement:secondment',
    ]);
  });
});

describe('agency workers', () => {
  it('may be known by name alone, and say what they cover', () => {
    const read = readAs(
      'agency',
      textSheet(
        table(`Name,Team,Role,FTE,Start date,End date,Reason for booking
          Jo Ahmed,A,SW,1,25/03/2020,30/09/2020,Vacancy
          Sam Okoro,A,SW,1,25/03/2020,,Maternity cover`),
      ),
    );
    expect(read.rows.map(({ ref, to, covers }) => [ref, to, covers])).toEqual([
      ['Jo Ahmed', '2020-09-30', 'vacancy'],
      ['Sam Okoro', null, 'absence'],
    ]);
  });
});

describe('dates', () => {
  const dated = (...dates: RawCell[]) =>
    textSheet([PEOPLE, ...dates.map((date, at) => person({ 'Start date': date }, String(at)))]);

  it('that could be either way are asked about, with examples', () => {
    const sheet = dated('03/04/2021', '05/06/2020', '07/07/2020');
    const read = readAs('people', sheet);
    expect(read.rows).toEqual([]);
    expect(read.open[0]).toMatchObject({
      id: 'date-order:from',
      column: 'Start date',
      suggested: null,
      rows: 2,
      examples: [
        {
          row: 2,
          written: '03/04/2021',
          readings: { 'day-first': '3 April 2021', 'month-first': '4 March 2021' },
        },
        {
          row: 3,
          written: '05/06/2020',
          readings: { 'day-first': '5 June 2020', 'month-first': '6 May 2020' },
        },
      ],
    });
    const from = (answer: string) =>
      readAs('people', sheet, { 'date-order:from': answer }).rows.map((row) => row.from);
    expect(from('day-first')).toEqual(['2021-04-03', '2020-06-05', '2020-07-07']);
    expect(from('month-first')).toEqual(['2021-03-04', '2020-05-06', '2020-07-07']);
  });

  it('are settled by one date that can only be one way', () => {
    expect(readAs('people', dated('03/04/2021', '25/03/2020')).rows[0]?.from).toBe('2021-04-03');
    expect(readAs('people', dated('03/04/2021', '03/25/2020')).rows[0]?.from).toBe('2021-03-04');
  });

  it('of both kinds in a column are asked about, and the rest refused by row', () => {
    const sheet = dated('25/03/2020', '03/26/2020');
    expect(readAs('people', sheet).open.map(({ id }) => id)).toEqual(['date-order:from']);
    const read = readAs('people', sheet, { 'date-order:from': 'day-first' });
    expect(read.rows.map(({ from }) => from)).toEqual(['2020-03-25']);
    expect(read.problems.map(({ row }) => row)).toEqual([3]);
  });

  it('take a suggestion from another column, and still ask', () => {
    const read = people(person({ 'Start date': '03/04/2021', 'End date': '25/05/2022' }));
    expect(read.open.map(({ id, suggested }) => [id, suggested])).toEqual([
      ['date-order:from', 'day-first'],
    ]);
  });

  it('as day numbers are asked about in text, and known in a workbook', () => {
    const sheet = dated('44287', '44288.5');
    expect(readAs('people', sheet).open[0]).toMatchObject({
      id: 'day-numbers:from',
      examples: [
        { row: 2, written: '44287', readings: { '1900': '1 April 2021', '1904': '2 April 2025' } },
        { row: 3, written: '44288' },
      ],
    });
    const counted = readAs('people', sheet, { 'day-numbers:from': '1904' });
    expect(counted.rows.map(({ from }) => from)).toEqual(['2025-04-02', '2025-04-03']);
    const rows = [PEOPLE, person({ 'Start date': 44287 })];
    expect(readAs('people', workbookSheet(rows)).rows[0]?.from).toBe('2021-04-01');
    expect(readAs('people', workbookSheet(rows, { dayNumbers: '1904' })).rows[0]?.from).toBe(
      '2025-04-02',
    );
  });

  it('that a program may have changed round are asked about', () => {
    const rows: RawCell[][] = [
      person({ 'Start date': { kind: 'date', date: '2021-03-04' } }, '1'),
      person({ 'Start date': '25/03/2020' }, '2'),
    ];
    const sheet = workbookSheet([PEOPLE, ...rows]);
    expect(readAs('people', sheet).open[0]).toMatchObject({
      id: 'swapped-dates:from',
      examples: [{ readings: { 'as-shown': '4 March 2021', swapped: '3 April 2021' } }],
    });
    const from = (answer: string) =>
      readAs('people', sheet, { 'swapped-dates:from': answer }).rows.map((row) => row.from);
    expect(from('as-shown')).toEqual(['2021-03-04', '2020-03-25']);
    expect(from('swapped')).toEqual(['2021-04-03', '2020-03-25']);
    // One real date with a day above 12 shows that nothing was changed round.
    const fine = workbookSheet([
      PEOPLE,
      ...rows,
      person({ 'Start date': { kind: 'date', date: '2021-03-14' } }, '3'),
    ]);
    expect(readAs('people', fine).open).toEqual([]);
  });

  it('of leaving on the first of a month may be the day after', () => {
    const leavers = ['01/10/2024', '01/09/2024', '01/08/2024', '25/07/2024'].map((date, at) =>
      person({ 'End date': date }, String(at)),
    );
    const sheet = textSheet([PEOPLE, ...leavers]);
    expect(readAs('people', sheet).open.map(({ id }) => id)).toEqual(['leaving-date:to']);
    const to = (answer: string) =>
      readAs('people', sheet, { 'leaving-date:to': answer }).rows.map((row) => row.to);
    expect(to('last-day')).toEqual(['2024-10-01', '2024-09-01', '2024-08-01', '2024-07-25']);
    expect(to('day-after')).toEqual(['2024-09-30', '2024-08-31', '2024-07-31', '2024-07-24']);
  });
});

describe('a sheet that cannot be read', () => {
  it('is refused in plain words', () => {
    expect(() => readAs('people', textSheet([]))).toThrow('is empty');
    expect(() => readAs('people', textSheet([PEOPLE, person()], { tooLong: true }))).toThrow(
      'more than 100,000 rows',
    );
  });
});
