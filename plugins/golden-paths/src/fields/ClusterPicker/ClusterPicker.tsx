import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  makeFieldSchema,
  type FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { EntityChoice, type EntityChoiceKind } from '../EntityChoice';

const CHOICE: EntityChoiceKind = {
  filter: { kind: 'resource', 'spec.type': 'kubernetes-cluster' },
  title: 'Cluster',
  plural: 'clusters',
  howToAdd:
    'A cluster comes into the catalog by a catalog file of the kind Resource and the type kubernetes-cluster, named as in the configuration of the Kubernetes plugin.',
  valueOf: ({ metadata }) => metadata.name,
  picksOnly: true,
};

function ClusterPickerField(props: FieldExtensionComponentProps<string>) {
  return <EntityChoice {...props} choice={CHOICE} />;
}

/** A Kubernetes cluster of the catalog; its name, as the Kubernetes plugin has it. */
export const ClusterPicker = createFormField({
  name: 'ClusterPicker',
  component: ClusterPickerField,
  schema: makeFieldSchema({ output: z => z.string() }),
});
