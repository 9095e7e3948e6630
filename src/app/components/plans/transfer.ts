/** A file on its way: how far it is, and the way to stop it. */
import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Answer, Fault } from '../../../contract/call.ts';
import type { TransferOptions } from '../../files/transfers.ts';

/**
 * Runs one transfer at a time for a dialog. Leaving the dialog stops it.
 *
 * @returns `share` 0 to 1 while one runs and null otherwise, and `fault` when one was refused
 */
export function useTransfer() {
  const share = ref<number | null>(null);
  const fault = shallowRef<Fault | null>(null);
  let abort: AbortController | null = null;

  async function run<Value>(
    transfer: (options: TransferOptions) => Promise<Answer<Value>>,
  ): Promise<Value | null> {
    abort = new AbortController();
    const { signal } = abort;
    fault.value = null;
    share.value = 0;
    const answer = await transfer({ signal, onProgress: (done) => (share.value = done) });
    share.value = null;
    if (answer.ok) return answer.value;
    // What the user stopped needs no telling.
    fault.value = signal.aborted ? null : answer.fault;
    return null;
  }

  function stop(): void {
    abort?.abort();
  }
  onScopeDispose(stop);

  return { share, fault, run, stop };
}
