/** What a member, their team and their assessor are called, wherever they are listed. */
import { computed } from 'vue';
import type { MemberView } from '../../../domain/asye/memberView.ts';
import type { MemberWords } from '../../../domain/asye/teamList.ts';
import { compareNames } from '../../../domain/records/structure.ts';
import { useAsye } from '../../stores/asye.ts';
import { useNames } from '../../stores/names.ts';
import { useRecords } from '../../stores/records.ts';
import { teamName } from '../workforce/words.ts';
import { assessorWords } from './memberWords.ts';

/** A choice of a list, by a row's id. */
export interface IdChoice {
  value: number;
  label: string;
}

const inOrder = (choices: IdChoice[]) => choices.sort((a, b) => compareNames(a.label, b.label));

export function useMemberNames() {
  const asye = useAsye();
  const records = useRecords();
  const names = useNames();
  const assessors = computed(
    () => new Map((asye.rows?.assessors ?? []).map((assessor) => [assessor.id, assessor])),
  );

  /** A team's name on the day looked at. */
  function teamCalled(team: number): string {
    return records.records ? teamName(records.records, team, asye.asAt) : '';
  }

  function assessorCalled(id: number): string {
    const assessor = assessors.value.get(id);
    return assessor && records.records ? assessorWords(records.records, assessor, names) : '';
  }

  const words: MemberWords = {
    member: ({ worker }) => names.called(worker),
    team: ({ team }) => (team === null ? '' : teamCalled(team)),
    assessor: ({ member }) => (member.assessor === null ? '' : assessorCalled(member.assessor)),
  };

  return {
    words,
    /** The cohorts, teams and assessors of some members, by name. */
    cohortsOf: (views: readonly MemberView[]): IdChoice[] =>
      inOrder(
        [...new Map(views.map(({ cohort }) => [cohort.id, cohort.name]))].map(([value, label]) => ({
          ...{ value, label },
        })),
      ),
    teamsOf: (views: readonly MemberView[]): IdChoice[] =>
      inOrder(
        [...new Set(views.flatMap(({ team }) => team ?? []))].map((value) => ({
          ...{ value, label: teamCalled(value) },
        })),
      ),
    assessorsOf: (views: readonly MemberView[]): IdChoice[] =>
      inOrder(
        [...new Set(views.flatMap(({ member }) => member.assessor ?? []))].map((value) => ({
          ...{ value, label: assessorCalled(value) },
        })),
      ),
  };
}
