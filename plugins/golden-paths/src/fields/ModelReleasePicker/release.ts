import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** Of a field, as the template has it. */
export type FieldSchema = FieldExtensionComponentProps<unknown>['schema'];

/** What the form gets: which artefact is released. */
export interface Release {
  /** As the registry calls it; none where somebody typed the artefact in. */
  version?: string;
  uri?: string;
  digest?: string;
  format?: string;
}

/** The fields that a version fills, where it knows them. */
export const FACTS = ['uri', 'digest'] as const;

export type Fact = (typeof FACTS)[number];

/** What the template says of one field of the release. */
export function schemaOf(
  release: FieldSchema,
  field: keyof Release,
): FieldSchema {
  const schema = release.properties?.[field];
  return typeof schema === 'object' ? schema : {};
}

/** Whether the server would take the text, too. */
export function fits(text: string, schema: FieldSchema): boolean {
  const { pattern, maxLength = Infinity } = schema;
  return (
    text.length <= maxLength && (!pattern || new RegExp(pattern).test(text))
  );
}
