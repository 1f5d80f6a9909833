import { TextField } from '@backstage/ui';
import { StateIcon } from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './ModelReleasePicker.module.css';
import { fits, type FieldSchema } from './release';

/** One text of a release, checked while it is typed. */
export function ReleaseText(props: {
  id: string;
  schema: FieldSchema;
  title: string;
  value: string | undefined;
  /** The form found that it is missing, after one wanted to go on. */
  isMissing: boolean;
  isRequired: boolean;
  isDisabled: boolean;
  placeholder?: string;
  onChange: (value: string | undefined) => void;
}) {
  const { id, schema, title, value, isMissing, placeholder, onChange } = props;
  const isWrong = Boolean(value) && !fits(value ?? '', schema);
  const example = placeholder ? `, as ${placeholder}` : '';
  const problem = isWrong
    ? `This is none${example}`
    : (isMissing && !value && 'It is missing') || undefined;
  return (
    <div className={styles.text}>
      <TextField
        id={id}
        label={title}
        description={schema.description}
        placeholder={placeholder}
        isRequired={props.isRequired}
        isDisabled={props.isDisabled}
        isInvalid={Boolean(problem)}
        validationBehavior="aria"
        autoComplete="off"
        spellCheck="false"
        value={value ?? ''}
        // With what is pasted come spaces and new lines.
        onChange={text =>
          onChange(text.trim() === '' ? undefined : text.trim())
        }
      />
      <div aria-live="polite">
        {problem && (
          <p className={styles.verdict}>
            <StateIcon state="bad" size={14} />
            <span>{problem}</span>
          </p>
        )}
      </div>
    </div>
  );
}
