/** Changes to the plan's lists, each with a message that offers the way back. */
import type { Fault } from '../../../contract/call.ts';
import { useNotices } from '../../stores/notices.ts';
import { usePlan, type About, type PlanCommandName } from '../../stores/plan.ts';
import { useUndo } from '../../undo.ts';

export function useListChange() {
  const plan = usePlan();
  const notices = useNotices();
  const { undo } = useUndo();

  /** Runs a command and says what it did. The fault says why not; nothing is shown for it. */
  async function change<Name extends PlanCommandName>(
    name: Name,
    about: About<Name>,
    words: string,
  ): Promise<Fault | null> {
    const answer = await plan.command(name, about);
    if (!answer.ok) return answer.fault;
    notices.done(words, { label: 'Undo', run: () => void undo() });
    return null;
  }

  /** The same, for buttons that have nowhere of their own to show a fault. */
  async function changeOrSay<Name extends PlanCommandName>(
    name: Name,
    about: About<Name>,
    words: string,
  ): Promise<void> {
    const fault = await change(name, about, words);
    if (fault !== null) notices.refused(fault);
  }

  return { change, changeOrSay };
}
