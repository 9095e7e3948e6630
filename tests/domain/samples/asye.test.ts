/** The fictional borough's cohorts: the same every time, and coherent with its records. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memberViews } from '../../../src/domain/asye/memberView.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import { fictionalAsye } from '../../../src/domain/samples/borough/asye.ts';
import { fictionalBorough } from '../../../src/domain/samples/borough/fictionalBorough.ts';
import { shippedProgrammes } from '../../fixtures/shippedProgrammes.ts';

const AS_AT = '2025-10-31';
const { records } = fictionalBorough();
const shipped = shippedProgrammes();
const content = fictionalAsye(records, shipped.versions[0]!);
const views = memberViews({ ...shipped, ...content }, records, AS_AT);

describe('the borough’s cohorts', () => {
  it('are the same today and ever after', () => {
    const again = fictionalAsye(records, shipped.versions[0]!);
    expect(again).toEqual(content);
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    expect(hash).toBe('a2271f0fddfa853d90cf7b1e7adbf4ce5d0a6b132c4909f00b71d7122a217fd5');
  });

  it('are five, of everybody who started on the route in those years', () => {
    expect(content.cohorts.map(({ name }) => name)).toEqual(
      [2021, 2022, 2023, 2024, 2025].map((year) => `Autumn ${year}`),
    );
    const started = records.engagements.filter(
      ({ route, from }) => route === 4 && from >= '2021-04-01',
    );
    expect(content.members.map(({ engagement }) => engagement).sort()).toEqual(
      started.map(({ id }) => id).sort(),
    );
    expect(views).toHaveLength(started.length);
  });

  it('hold every stage a coordinator meets', () => {
    const stages = new Set(views.map(({ stage }) => stage));
    for (const stage of ['confirmed', 'on-programme', 'paused', 'completed', 'left'] as const) {
      expect(stages).toContain(stage);
    }
    const standings = new Set(
      views.flatMap(({ milestones }) => milestones.map(({ standing }) => standing)),
    );
    for (const standing of ['done', 'waived', 'overdue', 'soon', 'later'] as const) {
      expect(standings).toContain(standing);
    }
    expect(views.some(({ member }) => member.assessor === null)).toBe(true);
    expect(new Set(content.panelItems.map(({ decision }) => decision))).toEqual(
      new Set(['pass', 'fail', 'deferred', null]),
    );
  });

  it('record nothing outside a member’s time, or after the latest figures', () => {
    for (const { member, engagement } of views) {
      const ends = member.endedOn ?? AS_AT;
      const on = [
        ...content.milestones.filter((one) => one.member === member.id && one.state !== 'late'),
        ...content.evidence.filter((one) => one.member === member.id),
        ...content.supervisions.filter((one) => one.member === member.id),
      ].map((one) => one.on);
      expect(on.filter((day) => day < member.startedOn! || day > ends)).toEqual([]);
      if (member.endedOn !== null && engagement?.to) {
        expect(member.endedOn <= engagement.to).toBe(true);
      }
    }
    for (const { claimedOn, paidOn } of content.claims) {
      expect((paidOn ?? claimedOn) <= AS_AT).toBe(true);
    }
  });

  it('pass nobody without what the panel looks at', () => {
    for (const view of views.filter(({ stage }) => stage === 'completed')) {
      const missing = view.milestones.filter(
        ({ standing }) => standing !== 'done' && standing !== 'waived',
      );
      expect(missing.map(({ key }) => `${view.member.id} ${key}`)).toEqual([]);
      expect(view.evidence.every(({ held, count }) => held >= count)).toBe(true);
      const item = content.panelItems.find(
        (one) => one.member === view.member.id && one.decision === 'pass',
      );
      const panel = content.panels.find(({ id }) => id === item?.panel);
      expect(panel?.on).toBe(view.member.endedOn);
    }
  });

  it('keep assessors within their limit when members start', () => {
    for (const { id, mostMembers } of content.assessors) {
      const mine = views.filter(({ member }) => member.assessor === id);
      for (const { member } of mine) {
        const from = member.startedOn ?? AS_AT;
        const sameTime = mine.filter(
          (one) => (one.startsOn ?? AS_AT) <= from && addDays(one.startsOn ?? AS_AT, 364) >= from,
        );
        expect(sameTime.length).toBeLessThanOrEqual(mostMembers);
      }
    }
  });
});
