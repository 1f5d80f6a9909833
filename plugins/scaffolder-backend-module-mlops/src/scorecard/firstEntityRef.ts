import { stringifyEntityRef } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { isRecord } from '../manifests/parseManifests';

/**
 * Which entity a catalog file describes first, where there are several;
 * undefined where one is all, or where the file is none, which the scorecards
 * tell better.
 */
export function firstEntityRef(text: string): string | undefined {
  // The scorecards tell about keys that stand twice; looking takes long.
  const parsed = parseAllDocuments(text, { uniqueKeys: false });
  const documents = [...parsed].filter(({ contents }) => contents !== null);
  if (documents.length < 2 || documents[0].errors.length > 0) {
    return undefined;
  }
  const { kind, metadata } = (documents[0].toJS() ?? {}) as Record<
    string,
    unknown
  >;
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  return typeof kind === 'string' && typeof name === 'string'
    ? stringifyEntityRef({
        kind,
        name,
        ...(typeof namespace === 'string' && { namespace }),
      })
    : undefined;
}
