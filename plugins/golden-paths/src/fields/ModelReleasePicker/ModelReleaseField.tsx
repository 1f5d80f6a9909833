import { Select, Text } from '@backstage/ui';
import { describeError } from '@platform-ops/backstage-plugin-platform-ops-react';
import { FieldFrame } from '../FieldFrame';
import { FACTS, schemaOf, type Fact, type Release } from './release';
import { modelFieldOf, type ReleaseProps } from './releaseSchema';
import { ReleaseText } from './ReleaseText';
import { useOffers } from './useOffers';
import { useRelease } from './useRelease';
import styles from './ModelReleasePicker.module.css';

/** No registry calls a version so. */
const TYPED = '(typed)';

const TITLES: Record<Fact, string> = {
  uri: 'Address of the artefact',
  digest: 'Digest of the artefact',
};
const PLACEHOLDERS: Record<Fact, string> = {
  uri: 's3://models/chest-xray-triage/14',
  digest: 'sha256: and 64 digits of 0-9 and a-f',
};

/** A version of the registry, or what somebody types. */
export function ModelReleaseField(props: ReleaseProps) {
  const { schema, required = false, disabled = false, uiSchema } = props;
  const id = props.idSchema?.$id ?? 'release';
  const form = props.formContext as { formData?: Record<string, unknown> };
  const model = form?.formData?.[modelFieldOf(uiSchema)];
  const { offers, error, loading, why } = useOffers(
    typeof model === 'string' ? model : undefined,
    schema,
  );
  const { release, offer, pick, type } = useRelease(props, offers);

  const errorsOf = (field: keyof Release) =>
    props.errorSchema?.[field]?.__errors ?? [];
  const missing = offer ? FACTS.filter(fact => !offer[fact]) : FACTS;
  const formats = schemaOf(schema, 'format').enum?.map(String) ?? [];
  return (
    <FieldFrame>
      <div className={styles.release}>
        {offers && (
          <Select
            id={id}
            label={schema.title ?? 'Version'}
            description={uiSchema?.['ui:description'] ?? schema.description}
            isRequired={required}
            isDisabled={disabled}
            isInvalid={!offer && errorsOf('uri').length > 0}
            validationBehavior="aria"
            options={[
              ...offers.map(({ version, description }) => ({
                id: version,
                label: `Version ${version}`,
                description,
              })),
              {
                id: TYPED,
                label: 'Another artefact',
                description: 'You say where it is',
              },
            ]}
            value={offer?.version ?? TYPED}
            onChange={key =>
              pick(offers.find(({ version }) => version === String(key)))
            }
          />
        )}
        {loading && (
          <Text as="p" variant="body-small" color="secondary">
            Reading the versions of the model
          </Text>
        )}
        {error && (
          <p role="alert">
            The versions of the model could not be read:{' '}
            {describeError(error).message}
          </p>
        )}
        {why && (
          <Text as="p" variant="body-small" color="secondary">
            {why}
          </Text>
        )}
        {offer && (
          <dl className={styles.facts}>
            {FACTS.filter(fact => offer[fact]).map(fact => (
              <div key={fact}>
                <dt>{schemaOf(schema, fact).title ?? TITLES[fact]}</dt>
                <dd>{offer[fact]}</dd>
              </div>
            ))}
          </dl>
        )}
        {offer?.unusableUri && (
          <Text as="p" variant="body-small" color="secondary">
            The registry has it at {offer.unusableUri}, which a cluster cannot
            load: say where it lies.
          </Text>
        )}
        {offer && !offer.digest && (
          <Text as="p" variant="body-small" color="secondary">
            The registry does not know its digest. A tag
            platformops.io/artifact-digest on the version would say it.
          </Text>
        )}
        {missing.map(fact => (
          <ReleaseText
            key={fact}
            id={`${id}_${fact}`}
            schema={schemaOf(schema, fact)}
            title={schemaOf(schema, fact).title ?? TITLES[fact]}
            placeholder={PLACEHOLDERS[fact]}
            value={release[fact]}
            isMissing={errorsOf(fact).length > 0}
            isRequired={required}
            isDisabled={disabled}
            onChange={value => type({ [fact]: value })}
          />
        ))}
        {formats.length > 0 && (
          <Select
            id={`${id}_format`}
            label={schemaOf(schema, 'format').title ?? 'Format'}
            description={schemaOf(schema, 'format').description}
            isRequired={required}
            isDisabled={disabled}
            isInvalid={errorsOf('format').length > 0}
            validationBehavior="aria"
            options={formats.map(format => ({ id: format, label: format }))}
            value={release.format ?? null}
            onChange={key => type({ format: key ? String(key) : undefined })}
          />
        )}
      </div>
    </FieldFrame>
  );
}
