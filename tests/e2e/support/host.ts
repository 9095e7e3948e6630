/** What tenure.ts starts: the browser host, as `npm start -- --no-open` runs it once all is built. */
import { runBrowserHost } from '../../../src/browser-host/main.ts';

await runBrowserHost({ data: process.argv[2], open: false });
