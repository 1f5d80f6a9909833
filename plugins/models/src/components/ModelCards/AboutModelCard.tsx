import { Alert } from '@backstage/ui';
import type { Model } from '@platform-ops/backstage-plugin-models-common';
import {
  EntityLink,
  KeyValueList,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { DataClasses } from '../DataClasses';
import { ModelPanel } from '../ModelBoundary';
import styles from './ModelCards.module.css';

const TEXTS = [
  { field: 'purpose', title: 'Purpose' },
  { field: 'intendedUse', title: 'Intended use' },
  { field: 'limitations', title: 'Limitations' },
] as const;

function ModelTexts(props: { model: Model }) {
  return (
    <dl className={styles.texts}>
      {TEXTS.map(({ field, title }) => (
        <div key={field}>
          <dt className={styles.term}>{title}</dt>
          <dd>
            {props.model[field] ?? (
              <span className={styles.secondary}>
                not written down (tag platformops.io/
                {field === 'intendedUse' ? 'intended-use' : field})
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ModelFacts(props: { model: Model }) {
  const { model } = props;
  return (
    <KeyValueList
      items={[
        { label: 'Type', value: model.type },
        { label: 'Task', value: model.task },
        { label: 'Framework', value: model.framework },
        { label: 'License', value: model.license },
        { label: 'Risk tier (EU AI Act)', value: model.riskTier },
        { label: 'Materiality (SR 26-2)', value: model.materiality },
        {
          label: 'Data classification',
          value: model.dataClassification.length ? (
            <DataClasses
              classes={model.dataClassification}
              found={model.unrecognisedClassification}
            />
          ) : undefined,
        },
        {
          label: 'Owner',
          value: model.owner ? (
            <EntityLink entityRef={model.owner} />
          ) : (
            'no owner'
          ),
        },
        {
          label: 'System',
          value: model.system && <EntityLink entityRef={model.system} />,
        },
        { label: 'Modality', value: model.modality.join(', ') },
        {
          label: 'Base models',
          value: model.baseModels.join(', ') || 'none recorded',
        },
        ...(model.derivedFrom.length > 0
          ? [
              {
                label: 'Derived from',
                value: model.derivedFrom.map(ref => (
                  <div key={ref}>
                    <EntityLink entityRef={ref} />
                  </div>
                )),
              },
            ]
          : []),
        { label: 'Name in the registry', value: model.nativeName },
      ]}
    />
  );
}

/** What the model is for, and what is known of it. */
export function AboutModelCard() {
  return (
    <ModelPanel title="About this model" what="this model" lines={9}>
      {model => (
        <div className={styles.body}>
          {model.problems.length > 0 && (
            <Alert
              status="warning"
              icon
              title="The registry holds values that cannot be used"
              description={model.problems.join('; ')}
            />
          )}
          <ModelTexts model={model} />
          <ModelFacts model={model} />
        </div>
      )}
    </ModelPanel>
  );
}
