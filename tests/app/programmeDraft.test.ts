/** A programme's form: what it reads back, what it refuses, and the keys that records name. */
import { describe, expect, it } from 'vitest';
import {
  BLANK,
  newMilestone,
  newVersionDraft,
  readPounds,
  readTemplate,
  readVersion,
  versionDraft,
} from '../../src/app/components/asye/programmes/draft.ts';
import {
  decidingWords,
  startsWords,
  supervisionWords,
} from '../../src/app/components/asye/programmes/words.ts';
import { asyeTemplate, shippedProgrammes } from '../fixtures/shippedProgrammes.ts';

describe('the form of a version', () => {
  it('reads back each shipped version as it was', () => {
    for (const version of shippedProgrammes().versions) {
      const { about, problems } = readVersion(versionDraft(version));
      const { id: _id, programme: _programme, ...facts } = version;
      expect(problems).toEqual({});
      expect(about).toEqual(facts);
    }
  });

  it('keeps a milestone’s key when its name changes, and makes one for a new', () => {
    const draft = newVersionDraft(asyeTemplate(), null);
    draft.milestones[5]!.name = '11-month review';
    draft.milestones.push({ ...newMilestone(), name: 'Panel', count: '13' });
    const { template } = readTemplate({
      ...draft,
      milestones: draft.milestones.filter(({ key }) => key !== 'panel'),
    });
    expect(template.milestones.at(5)).toMatchObject({ key: 'review-9', name: '11-month review' });
    expect(template.milestones.at(-1)).toMatchObject({ key: 'panel', due: { count: 13 } });
    // Beside the one that is there, the new one's key is its own.
    expect(readTemplate(draft).template.milestones.at(-1)?.key).toBe('panel-2');
  });

  it('keeps which panel decides, with or without a limit after the end', () => {
    const draft = newVersionDraft(asyeTemplate(), null);
    draft.decidingPanel = { before: '4', beforeUnit: 'weeks', after: '', afterUnit: 'months' };
    const after = { unit: 'months' as const, count: 2 };
    const before = { unit: 'weeks' as const, count: 4 };
    expect(readTemplate(draft).template.decidingPanel).toEqual({ before, after: null });
    draft.decidingPanel.after = '2';
    expect(readTemplate(draft).template.decidingPanel).toEqual({ before, after });
    draft.decidingPanel.before = 'four';
    expect(Object.keys(readTemplate(draft).problems)).toEqual(['template.decidingPanel.before']);
    const none = { unit: 'weeks' as const, count: 0 };
    expect(
      [
        { before: none, after: null },
        { before, after: null },
        { before: none, after },
        { before, after },
      ].map((one) => decidingWords(one).split('. ')[0]),
    ).toEqual([
      'The first on or after the planned end',
      'The first from 4 weeks before the planned end on',
      'The first from the planned end to 2 months after it',
      'The first from 4 weeks before the planned end to 2 months after it',
    ]);
  });

  it('says at each field what is wrong', () => {
    const draft = newVersionDraft({ ...asyeTemplate(), months: 12 }, null);
    draft.months = 'twelve';
    draft.milestones[0]!.name = ' ';
    draft.payments[1]!.pounds = 'a grand';
    draft.closesOn = '31 February 2027';
    expect(Object.keys(readVersion(draft).problems).sort()).toEqual([
      'appliesFrom',
      'template.closesOn',
      'template.milestones.0.name',
      'template.months',
      'template.payments.1.pence',
    ]);
    const endless = newVersionDraft(asyeTemplate(), null);
    endless.supervision[0]!.until = '';
    expect(Object.keys(readTemplate(endless).problems)).toEqual(['template.supervision.0.until']);
    expect(readTemplate(newVersionDraft(BLANK, null)).problems).toEqual({});
  });

  it.each([
    ['1000', 100_000],
    ['£1,000', 100_000],
    ['1234.5', 123_450],
    ['1234.56', 123_456],
    ['1234.567', null],
    ['', null],
    ['-5', null],
  ])('reads %s pounds', (text, pence) => {
    expect(readPounds(text)).toBe(pence);
  });
});

describe('a version in words', () => {
  it('tells how often supervision is held', () => {
    expect(supervisionWords(asyeTemplate().supervision)).toBe(
      'Every week for 6 weeks, then every 2 weeks to 6 months, then every month to the end.',
    );
    expect(supervisionWords([])).toBe('None asked for.');
  });

  it('tells who can start on it, up to the next one', () => {
    const { versions } = shippedProgrammes();
    const words = () => versions.map((version) => startsWords(versions, version));
    expect(words()).toEqual([
      'from 1 September 2012 to 31 March 2027',
      'from 1 April 2027 to 31 August 2027',
      'from 1 September 2027',
    ]);
    versions.push({ ...versions[0]!, id: 9, appliesFrom: '2025-04-01' });
    expect(words()[0]).toBe('from 1 September 2012 to 31 March 2025');
  });
});
