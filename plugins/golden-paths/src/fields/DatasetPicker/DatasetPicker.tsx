import { stringifyEntityRef } from '@backstage/catalog-model';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  makeFieldSchema,
  type FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { EntityChoice, type EntityChoiceKind } from '../EntityChoice';

const CHOICE: EntityChoiceKind = {
  filter: { kind: 'dataset' },
  title: 'Dataset',
  plural: 'datasets',
  howToAdd:
    'A dataset comes into the catalog from a registry, or from a catalog file of the kind Dataset.',
  valueOf: stringifyEntityRef,
};

function DatasetPickerField(props: FieldExtensionComponentProps<string>) {
  return <EntityChoice {...props} choice={CHOICE} />;
}

/** A dataset of the catalog; its ref. */
export const DatasetPicker = createFormField({
  name: 'DatasetPicker',
  component: DatasetPickerField,
  schema: makeFieldSchema({ output: z => z.string() }),
});
