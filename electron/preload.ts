/** All that the page gets of Electron: one function. */
import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('tenure', {
  call: (name: unknown, input: unknown): Promise<unknown> =>
    ipcRenderer.invoke('call', name, input),
});
