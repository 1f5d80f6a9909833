import type { Entity } from '@backstage/catalog-model';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Combobox } from '@backstage/ui';
import {
  describeError,
  EmptyState,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { FieldFrame } from '../FieldFrame';
import { useFoundEntities } from './useFoundEntities';

/** What a picker knows of its entities. */
export interface EntityChoiceKind {
  filter: Record<string, string>;
  /** Where the template gives none. */
  title: string;
  /** In the middle of a sentence, e.g. "models". */
  plural: string;
  /** How there come to be some. */
  howToAdd: string;
  /** What the form gets. */
  valueOf: (entity: Entity) => string;
  /** Where there is only one, it is chosen. */
  picksOnly?: boolean;
}

function toOption(entity: Entity, valueOf: EntityChoiceKind['valueOf']) {
  const { name, title, description } = entity.metadata;
  const id = valueOf(entity);
  return {
    id,
    label: title ?? name,
    description: description ? `${id} · ${description}` : id,
  };
}

/** A field of a template that takes one entity of the catalog. */
export function EntityChoice(
  props: FieldExtensionComponentProps<string> & { choice: EntityChoiceKind },
) {
  const { choice, formData, onChange, schema, required, disabled } = props;
  const { rawErrors, idSchema, uiSchema } = props;
  // One comes back to a step with what the form has already.
  const [text, setText] = useState(formData ?? '');
  const [picked, setPicked] = useState<{ id: string; label: string }>();
  // What was picked stands in the field: it is not what is looked for.
  const isPicked =
    text === formData || (picked?.id === formData && picked?.label === text);
  const found = useFoundEntities(choice.filter, isPicked ? '' : text);

  const options = useMemo(() => {
    const shown = (found.value ?? []).map(entity =>
      toOption(entity, choice.valueOf),
    );
    if (!formData || shown.some(({ id }) => id === formData)) {
      return shown;
    }
    // Without the one that is picked the field would forget its text.
    const label = picked?.id === formData ? picked.label : formData;
    return [{ id: formData, label, description: formData }, ...shown];
  }, [found.value, choice, formData, picked]);

  // Its title is not in the form: the catalog says it.
  const title = options.find(({ id }) => id === formData)?.label;
  useEffect(() => {
    if (formData && text === formData && title && title !== text) {
      setPicked({ id: formData, label: title });
      setText(title);
    }
  }, [formData, text, title]);

  // There being one, there is nothing to choose; but it may be taken out again.
  const all = text === '' && !found.outdated ? found.value : undefined;
  const only =
    choice.picksOnly && all?.length === 1 ? choice.valueOf(all[0]) : undefined;
  const hadOne = useRef(false);
  useEffect(() => {
    if (formData) {
      hadOne.current = true;
    } else if (only && !hadOne.current) {
      onChange(only);
      setText(only);
    }
  }, [formData, only, onChange]);

  const pick = (id: string | undefined) => {
    const option = options.find(candidate => candidate.id === id);
    if (option) {
      setPicked(option);
      setText(option.label);
    }
    if (id !== formData) {
      onChange(id);
    }
  };
  const isInvalid = Boolean(rawErrors?.length);
  const nothing =
    found.value?.length === 0 && text === '' && !formData && !found.error;
  const description =
    uiSchema?.['ui:description'] ?? schema.description ?? undefined;
  return (
    <FieldFrame>
      <Combobox
        id={idSchema?.$id}
        label={schema.title ?? choice.title}
        description={description}
        isRequired={required}
        isDisabled={disabled}
        isInvalid={isInvalid}
        // The form says what is missing; the browser would say it too.
        validationBehavior="aria"
        options={options}
        search={{ mode: 'server', inputValue: text, onInputChange: setText }}
        value={formData ?? null}
        onChange={key => pick(key === null ? undefined : String(key))}
        placeholder={`Search the ${choice.plural}`}
      />
      {found.error && (
        <p role="alert">
          The {choice.plural} could not be read:{' '}
          {describeError(found.error).message}
        </p>
      )}
      {nothing && (
        <EmptyState
          title={`There are no ${choice.plural} that you may see`}
          description={choice.howToAdd}
        />
      )}
    </FieldFrame>
  );
}
