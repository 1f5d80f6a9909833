import { stringifyEntityRef } from '@backstage/catalog-model';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  makeFieldSchema,
  type FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { EntityChoice, type EntityChoiceKind } from '../EntityChoice';

const CHOICE: EntityChoiceKind = {
  filter: { kind: 'model' },
  title: 'Model',
  plural: 'models',
  howToAdd:
    'A model comes into the catalog from a registry, or from a catalog file of the kind Model.',
  valueOf: stringifyEntityRef,
};

function ModelPickerField(props: FieldExtensionComponentProps<string>) {
  return <EntityChoice {...props} choice={CHOICE} />;
}

/** A model of the catalog; its ref. */
export const ModelPicker = createFormField({
  name: 'ModelPicker',
  component: ModelPickerField,
  schema: makeFieldSchema({ output: z => z.string() }),
});
