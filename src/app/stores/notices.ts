/** Short messages at the corner of the screen. */
import { useToast } from '@nuxt/ui/composables';
import type { Fault } from '../../contract/call.ts';
import { usePlan } from './plan.ts';

/** The way back, offered beside a message. */
interface NoticeAction {
  label: string;
  run: () => void;
}

/** The two ways the app speaks up, so that every message looks and reads alike. */
export function useNotices() {
  const toast = useToast();
  return {
    /** Something was done. */
    done(message: string, action?: NoticeAction): void {
      toast.add({
        title: message,
        icon: 'i-lucide-check',
        actions: action && [
          { label: action.label, color: 'neutral', variant: 'outline', onClick: action.run },
        ],
      });
    },
    /** Something was refused, and nothing changed. Stays until it is closed. */
    refused(fault: Fault): void {
      // The page itself says so, with the ways on.
      if (fault.code === 'vanished' && usePlan().trouble?.fault === fault) return;
      toast.add({
        title: fault.message,
        color: 'error',
        icon: 'i-lucide-circle-alert',
        duration: 0,
      });
    },
  };
}
