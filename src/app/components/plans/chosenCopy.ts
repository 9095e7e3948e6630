/** A copy that somebody chose to receive or to restore from. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { Answer } from '../../../contract/call.ts';
import { isEncrypted } from '../../files/encrypted.ts';
import { upload, type TransferOptions } from '../../files/transfers.ts';
import { call } from '../../transport.ts';

export interface ChosenCopy {
  file: ShallowRef<File | null>;
  encrypted: Ref<boolean>;
  passphrase: Ref<string>;
  /** What is wrong with the choice of file, or '' . */
  problem: Ref<string>;
  passphraseProblem: Ref<string | undefined>;
  pick(file: File): Promise<void>;
  /** Whether there is something to send; says what is missing otherwise. */
  check(): boolean;
  /** Sends the file. A passphrase that was refused is said at its field. */
  send<Value>(
    options: TransferOptions,
    use: (sent: { upload: string; passphrase: string }) => Promise<Answer<Value>>,
  ): Promise<Answer<Value>>;
}

/** @param missing - what to say when no file is chosen. */
export function useChosenCopy(missing: string): ChosenCopy {
  const file = shallowRef<File | null>(null);
  const encrypted = ref(false);
  const passphrase = ref('');
  const problem = ref('');
  const passphraseProblem = ref<string>();

  async function pick(chosen: File): Promise<void> {
    file.value = chosen;
    problem.value = '';
    passphraseProblem.value = undefined;
    encrypted.value = await isEncrypted(chosen);
  }

  function check(): boolean {
    problem.value = file.value === null ? missing : '';
    passphraseProblem.value =
      encrypted.value && passphrase.value === '' ? 'Enter the passphrase.' : undefined;
    return problem.value === '' && passphraseProblem.value === undefined;
  }

  const send: ChosenCopy['send'] = async (options, use) => {
    const sent = await upload(call, file.value!, options);
    if (!sent.ok) return sent;
    const answer = await use({
      upload: sent.value,
      passphrase: encrypted.value ? passphrase.value : '',
    });
    if (!answer.ok && answer.fault.field === 'passphrase') {
      passphraseProblem.value = answer.fault.message;
    }
    return answer;
  };

  return { file, encrypted, passphrase, problem, passphraseProblem, pick, check, send };
}
