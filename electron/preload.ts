/** All that the page gets of Electron: one function, which takes text and answers text. */
import { contextBridge, ipcRenderer } from 'electron';
import { textOnly } from '../src/contract/text.ts';

contextBridge.exposeInMainWorld('tenure', {
  call: textOnly((name, input) => ipcRenderer.invoke('call', name, input) as Promise<string>),
});
