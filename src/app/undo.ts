/** Undo and redo, from the header, the keyboard and the message after a change. */
import { useNotices } from './stores/notices.ts';
import { usePlan } from './stores/plan.ts';

export function useUndo() {
  const plan = usePlan();
  const notices = useNotices();

  async function undo(entry?: number): Promise<void> {
    const answer = await plan.command('history.undo', { entry });
    if (answer.ok) notices.done(`Undone: ${answer.value.words}`, { label: 'Redo', run: redo });
    else notices.refused(answer.fault);
  }

  async function redo(): Promise<void> {
    const answer = await plan.command('history.redo', {});
    if (answer.ok) notices.done(`Done again: ${answer.value.words}`);
    else notices.refused(answer.fault);
  }

  return { undo, redo };
}
