/** Whether a copy is encrypted, seen before it is sent to the backend. */
import { ENCRYPTED_MARK } from '../../contract/library.ts';

export async function isEncrypted(file: Blob): Promise<boolean> {
  return (await file.slice(0, ENCRYPTED_MARK.length).text()) === ENCRYPTED_MARK;
}
