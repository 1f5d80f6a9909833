import { useApi } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { Select, Text } from '@backstage/ui';
import {
  CONNECTION_KINDS,
  type ConnectionKind,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  EmptyState,
  LoadFailure,
  useSharedLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useEffect, useRef } from 'react';
import { goldenPathsApiRef } from '../../api';
import { FieldFrame } from '../FieldFrame';

const WORDS: Record<ConnectionKind, { title: string; plural: string }> = {
  pipelines: { title: 'Pipelines', plural: 'systems that run pipelines' },
  registries: { title: 'Registry', plural: 'model registries' },
  argocd: { title: 'Argo CD', plural: 'Argo CD servers' },
};

/** No id looks like this. */
const NONE = '(none)';

const connectionSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      kind: z.enum(CONNECTION_KINDS).describe('What it is asked for'),
      type: z
        .string()
        .optional()
        .describe('Only those of this type: kfp, mlflow or kubeflow'),
      preselect: z
        .boolean()
        .optional()
        .describe('Where there is only one it is chosen, though none will do'),
    }),
});

function ConnectionPickerField(props: typeof connectionSchema.TProps) {
  const { formData, onChange, schema, required, disabled, uiSchema } = props;
  const options = uiSchema?.['ui:options'];
  const kind = options?.kind ?? 'pipelines';
  const { title, plural } = WORDS[kind];
  const api = useApi(goldenPathsApiRef);
  const { value, error, reload } = useSharedLoad(api, 'connections', () =>
    api.listConnections(),
  );
  const connections = value?.items.filter(
    connection =>
      connection.kind === kind &&
      (!options?.type || connection.type === options.type),
  );
  // There being one, there is nothing to choose; but it may be taken out again.
  const only = connections?.length === 1 ? connections[0].id : undefined;
  const isWanted = required || options?.preselect;
  const hadOne = useRef(false);
  useEffect(() => {
    if (formData) {
      hadOne.current = true;
    } else if (isWanted && only && !hadOne.current) {
      // Again where another field that changes at the same moment undid it.
      onChange(only);
    }
  }, [isWanted, formData, only, onChange]);

  if (error) {
    return (
      <LoadFailure what={`the ${plural}`} error={error} onRetry={reload} />
    );
  }
  if (connections?.length === 0 && !required) {
    // Nothing is missing, so it is said in passing.
    return (
      <Text as="p" variant="body-small" color="secondary">
        No {plural} are set up, and it may stay without one. The administrators
        of the portal name them under{' '}
        <code>goldenPaths.connections.{kind}</code>.
      </Text>
    );
  }
  if (connections?.length === 0) {
    return (
      <EmptyState
        title={`No ${plural} are set up`}
        description={
          <>
            The administrators of the portal name them in the configuration,
            under <code>goldenPaths.connections.{kind}</code>.
          </>
        }
      />
    );
  }
  return (
    <FieldFrame>
      <Select
        id={props.idSchema?.$id}
        label={schema.title ?? title}
        description={uiSchema?.['ui:description'] ?? schema.description}
        isRequired={required}
        isDisabled={disabled || !connections}
        isInvalid={Boolean(props.rawErrors?.length)}
        validationBehavior="aria"
        options={[
          ...(required ? [] : [{ id: NONE, label: 'None' }]),
          ...(connections ?? []).map(({ id, title: label, type }) => ({
            id,
            label,
            description: `${id} · ${type}`,
          })),
        ]}
        value={formData ?? (required ? null : NONE)}
        onChange={key =>
          onChange(key === null || key === NONE ? undefined : String(key))
        }
      />
    </FieldFrame>
  );
}

/** A system that the portal is connected to; its id. */
export const ConnectionPicker = createFormField({
  name: 'ConnectionPicker',
  component: ConnectionPickerField,
  schema: connectionSchema,
});
