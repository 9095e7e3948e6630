/** Builds a statutory return and checks its own XML, off the main thread. */
import { buildReturn, type ReturnMaker } from '../../domain/records/csww/build.ts';
import { checkReturn, type ReturnFinding } from '../../domain/records/csww/check.ts';
import type { KeptFields } from '../../domain/records/csww/fields.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { XmlElement } from '../../domain/importing/csww/elements.ts';
import type { PlanRecords } from '../../domain/records/types.ts';
import { readElements } from '../files/xml.ts';

export interface ReturnRequest {
  records: PlanRecords;
  censusDate: IsoDate;
  kept: readonly KeptFields[];
  maker: ReturnMaker;
}

export interface ReturnReply {
  xml: Blob;
  /** Elements of workers. */
  workers: number;
  findings: ReturnFinding[];
}

addEventListener('message', (event: MessageEvent<ReturnRequest>) => {
  const { records, censusDate, kept, maker } = event.data;
  const { xml, workers } = buildReturn(records, censusDate, kept, maker);
  // What is checked is the text that is saved, read back, and not what it was made from.
  const elements: XmlElement[] = [];
  readElements(xml, (element) => elements.push(element), 'the return');
  const reply: ReturnReply = {
    xml: new Blob([xml], { type: 'application/xml' }),
    workers: workers.length,
    findings: checkReturn(elements, workers),
  };
  postMessage(reply);
});
