/** Importing records from files: everything but the bytes, which the app's worker reads. */
export * from './benchmark.ts';
export type { RawCell, Sheet } from './cells.ts';
export { headerKey } from './columns.ts';
export { checkElement } from './csww/check.ts';
export * from './csww/document.ts';
export type { XmlElement } from './csww/elements.ts';
export { checkExpected } from './csww/expect.ts';
export { CswwReader } from './csww/read.ts';
export { cswwRows } from './csww/rows.ts';
export { MESSAGE_RULE, SCHEMA_YEAR } from './csww/schema2022.ts';
export { buildCswwXml } from './csww/write.ts';
export * from './fields.ts';
export * from './mapping.ts';
export { suggestedSheet, surveySheet } from './outline.ts';
export type { Answers, Question } from './question.ts';
export { readSheet, type ReadChoices, type ReadResult } from './read.ts';
export { ImportRefusal } from './refusal.ts';
export * from './rows/types.ts';
