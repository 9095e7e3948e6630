/** What can be done with a plan from the list, each with its message and its way back. */
import { useRouter } from 'vue-router';
import type { Answer, Fault } from '../../../contract/call.ts';
import type { PlanListing } from '../../../contract/library.ts';
import { useLibrary } from '../../stores/library.ts';
import { useNotices } from '../../stores/notices.ts';
import { usePlan } from '../../stores/plan.ts';
import { call } from '../../transport.ts';
import type { SampleOffer } from './samples.ts';

export function usePlanActions() {
  const library = useLibrary();
  const plan = usePlan();
  const notices = useNotices();
  const router = useRouter();

  /** Refreshes the list whatever happened. */
  async function faultAfter(answer: Answer): Promise<Fault | null> {
    await library.refresh();
    return answer.ok ? null : answer.fault;
  }

  async function open(id: string): Promise<void> {
    const opened = await plan.open(id);
    await library.refresh();
    if (opened.ok) await router.push('/overview');
    else notices.refused(opened.fault);
  }

  async function rename(of: PlanListing, name: string): Promise<Fault | null> {
    const fault = await faultAfter(await call('library.rename', { plan: of.plan, name }));
    if (fault !== null) return fault;
    if (plan.id === of.plan) await plan.refresh();
    notices.done(`Renamed ${of.name} to ${name}`);
    return null;
  }

  async function duplicate(of: PlanListing, name: string): Promise<Fault | null> {
    const fault = await faultAfter(await call('library.duplicate', { plan: of.plan, name }));
    if (fault === null) notices.done(`Made ${name} from ${of.name}`);
    return fault;
  }

  async function takeOver(of: PlanListing): Promise<Fault | null> {
    const fault = await faultAfter(await call('library.takeOver', { plan: of.plan }));
    if (fault !== null) return fault;
    if (plan.id === of.plan) await plan.open(of.plan);
    notices.done(`You can now change ${of.name}`);
    return null;
  }

  async function moveToBin(of: PlanListing): Promise<void> {
    if (plan.id === of.plan) {
      plan.close();
      await library.changePreferences({ lastPlan: null });
    }
    const fault = await faultAfter(await call('library.moveToBin', { plan: of.plan }));
    if (fault !== null) return notices.refused(fault);
    notices.done(`Moved ${of.name} to the bin`, {
      label: 'Take it back',
      run: () => void takeBack(of),
    });
  }

  async function takeBack(of: PlanListing): Promise<void> {
    const fault = await faultAfter(await call('library.takeFromBin', { plan: of.plan }));
    if (fault !== null) return notices.refused(fault);
    notices.done(`Took ${of.name} back from the bin`);
  }

  async function deleteForGood(of: PlanListing, name: string): Promise<Fault | null> {
    const fault = await faultAfter(await call('library.deleteForGood', { plan: of.plan, name }));
    if (fault === null) notices.done(`Deleted ${of.name} for good`);
    return fault;
  }

  async function addSample({ sample, name }: SampleOffer): Promise<void> {
    const answer = await call('library.addSample', { sample });
    await library.refresh();
    if (!answer.ok) return notices.refused(answer.fault);
    const { plan: added } = answer.value;
    notices.done(`Added ${name}`, { label: 'Open it', run: () => void open(added) });
  }

  /** After a restore: what is on screen may be of the plan as it was. */
  async function restored(id: string): Promise<void> {
    if (plan.id === id || plan.trouble?.plan === id) await plan.open(id);
    await library.refresh();
    notices.done('The plan was restored');
  }

  return {
    open,
    rename,
    duplicate,
    takeOver,
    moveToBin,
    takeBack,
    deleteForGood,
    addSample,
    restored,
  };
}
