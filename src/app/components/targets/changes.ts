/** Changing the plan from the Targets page: one change at a time, each with its way back. */
import type { Answer, Fault } from '../../../contract/call.ts';
import type { OutputOf } from '../../../contract/call.ts';
import type { Calls } from '../../../contract/index.ts';
import { useNotices } from '../../stores/notices.ts';
import { usePlan, type About, type PlanCommandName } from '../../stores/plan.ts';
import { useUndo } from '../../undo.ts';

// A command names the revision its page last saw, so a second one waits for the first:
// somebody who types fast would otherwise be told that the page has fallen behind.
let last: Promise<unknown> = Promise.resolve();

function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
  const run = last.then(task, task);
  last = run;
  return run;
}

export function useChanges() {
  const plan = usePlan();
  const notices = useNotices();
  const { undo } = useUndo();

  function send<Name extends PlanCommandName>(
    name: Name,
    about: About<Name>,
    silently = false,
  ): Promise<Answer<OutputOf<Calls[Name]>>> {
    return inTurn(async () => {
      const before = plan.standing?.revision;
      const answer = await plan.command(name, about);
      const step = plan.standing?.undo;
      const changed = answer.ok && plan.standing?.revision !== before;
      if (changed && step && !silently) {
        notices.done(step.words, { label: 'Undo', run: () => undo(step.entry) });
      }
      return answer;
    });
  }

  return {
    /** Makes a change and answers in full; silently where it is only a part of another. */
    send,
    /** Makes a change; answers null, or why it was refused, for the page to show in its place. */
    async change<Name extends PlanCommandName>(
      name: Name,
      about: About<Name>,
    ): Promise<Fault | null> {
      const answer = await send(name, about);
      return answer.ok ? null : answer.fault;
    },
    /** Makes a change; a refusal is shown as a notice. True when it was made. */
    async attempt<Name extends PlanCommandName>(name: Name, about: About<Name>): Promise<boolean> {
      const answer = await send(name, about);
      if (!answer.ok) notices.refused(answer.fault);
      return answer.ok;
    },
  };
}
