import { useApiHolder } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { Text, TextField } from '@backstage/ui';
import { describeNameProblem } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  describeError,
  StateIcon,
  type State,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { FieldFrame } from '../FieldFrame';
import { findTaken } from './findTaken';
import { useNameState } from './useNameState';
import styles from './PathName.module.css';

const COMPONENT = 'component';

const nameSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      kind: z
        .string()
        .optional()
        .describe('Of the entity that gets the name, component unless told'),
    }),
});

/** A sentence that may need more than one line, unlike the label of a badge. */
function NameVerdict(props: { state: State; children: string }) {
  const { state, children } = props;
  return (
    <p className={styles.verdict}>
      <StateIcon state={state} size={14} />
      <span>{children}</span>
    </p>
  );
}

function PathNameField(props: typeof nameSchema.TProps) {
  const { formData, onChange, schema, required, disabled, uiSchema } = props;
  const kind = uiSchema?.['ui:options']?.kind ?? COMPONENT;
  const apis = useApiHolder();
  const name = formData ?? '';
  const state = useNameState(name, () => findTaken(name, kind, apis));
  const problem = state.problem;
  return (
    <FieldFrame>
      <TextField
        id={props.idSchema?.$id}
        label={schema.title ?? 'Name'}
        description={uiSchema?.['ui:description'] ?? schema.description}
        isRequired={required}
        isDisabled={disabled}
        isInvalid={Boolean(problem) || Boolean(props.rawErrors?.length)}
        validationBehavior="aria"
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the template says so
        autoFocus={props.autofocus}
        // Nothing is typed by a browser that knows other names.
        autoComplete="off"
        spellCheck="false"
        value={name}
        onChange={text => onChange(text === '' ? undefined : text)}
      />
      <div aria-live="polite">
        {problem && <NameVerdict state="bad">{problem}</NameVerdict>}
        {state.free && <NameVerdict state="good">The name is free</NameVerdict>}
        {state.error && (
          <NameVerdict state="unknown">
            {`Whether the name is free is not known: ${
              describeError(state.error).message
            }`}
          </NameVerdict>
        )}
        {state.asking && (
          <Text as="p" variant="body-small" color="secondary">
            Looking whether the name is free
          </Text>
        )}
      </div>
    </FieldFrame>
  );
}

/** The name of what a path makes: checked while it is typed. */
export const PathName = createFormField({
  name: 'PathName',
  component: PathNameField,
  schema: nameSchema,
  async validation(name, field, { apiHolder, uiSchema }) {
    const problem =
      describeNameProblem(name) ??
      (await findTaken(
        name,
        uiSchema?.['ui:options']?.kind ?? COMPONENT,
        apiHolder,
      ));
    if (problem) {
      field.addError(problem);
    }
  },
});
