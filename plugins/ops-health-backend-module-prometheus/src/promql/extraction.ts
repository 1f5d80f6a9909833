import { quote } from './text';

/**
 * Patterns by label: of these only a part of the value counts, which stands in
 * a label of ours in the answer. The original stays, for without it several
 * series would become the same before they are added up.
 */
export type Extraction = Record<string, string>;

/** The labels as they are called in our answers. */
export function outputLabels(labels: string[], extract: Extraction): string[] {
  return labels.map((label, index) =>
    Object.hasOwn(extract, label) ? `portal_extracted_${index}` : label,
  );
}

export function withExtracted(
  vector: string,
  labels: string[],
  extract: Extraction,
): string {
  return outputLabels(labels, extract).reduce(
    (inner, output, index) =>
      output === labels[index]
        ? inner
        : `label_replace(${inner}, ${quote(output)}, "$1", ${quote(
            labels[index],
          )}, ${quote(extract[labels[index]])})`,
    vector,
  );
}
