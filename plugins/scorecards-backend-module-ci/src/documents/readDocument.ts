import { parseJson } from './checkJsonShape';
import { LicenceJudge } from './LicenceJudge';
import { readCycloneDx } from './readCycloneDx';
import { readJunit } from './readJunit';
import { readOwnResult } from './readOwnResult';
import { readSarif } from './readSarif';
import type { ReadDocument } from '../summaries/Summary';

export const DOCUMENT_KINDS = [
  'sarif',
  'junit',
  'cyclonedx',
  'result',
] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/**
 * What a document says.
 *
 * @param content - Its text; JSON may be parsed already.
 * @param deniedLicences - That components must not have.
 *
 * @throws InputError saying what is wrong in it, without quoting it.
 */
export function readDocument(
  kind: DocumentKind,
  content: unknown,
  deniedLicences: string[],
): ReadDocument {
  if (kind === 'junit') {
    return readJunit(content);
  }
  const json = typeof content === 'string' ? parseJson(content) : content;
  switch (kind) {
    case 'sarif':
      return readSarif(json);
    case 'cyclonedx':
      return readCycloneDx(json, new LicenceJudge(deniedLicences));
    default:
      return readOwnResult(json);
  }
}
