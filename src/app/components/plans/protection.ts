/** How a copy is protected: a passphrase in a field that can be shown, or left open. */
import { computed, ref } from 'vue';
import { SHORTEST_PASSPHRASE } from '../../../contract/library.ts';

/**
 * A choice between a passphrase and none, with what is wrong with it.
 *
 * @param field - the id of the passphrase's field, which takes the focus when something is missing
 */
export function useProtection(encrypted: boolean, field: string) {
  const choice = ref<'encrypted' | 'open'>(encrypted ? 'encrypted' : 'open');
  const passphrase = ref('');
  const tried = ref(false);

  const problem = computed(() => {
    if (choice.value === 'open' || !tried.value) return undefined;
    if (passphrase.value.length >= SHORTEST_PASSPHRASE) return undefined;
    return passphrase.value === ''
      ? 'Enter a passphrase.'
      : `Use at least ${SHORTEST_PASSPHRASE} characters.`;
  });

  /** Whether it can go ahead; says what is missing otherwise. */
  function check(): boolean {
    tried.value = true;
    if (problem.value === undefined) return true;
    // It may be out of sight.
    document.getElementById(field)?.focus();
    return false;
  }

  /** The passphrase to encrypt under, or null for none. */
  const chosen = computed(() => (choice.value === 'encrypted' ? passphrase.value : null));

  return { choice, passphrase, problem, check, chosen };
}
