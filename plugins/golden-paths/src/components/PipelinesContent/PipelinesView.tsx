import type {
  PipelinesResponse,
  PipelineSourceType,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  EmptyState,
  PageSection,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RunItem } from './RunItem';
import { SourceProblems } from './SourceProblems';
import styles from './PipelinesContent.module.css';

const SECTIONS: Array<{ type: PipelineSourceType; title: string }> = [
  { type: 'kfp', title: 'Pipeline runs' },
  { type: 'trainjob', title: 'Training' },
  { type: 'ci', title: 'CI' },
];

/** The runs of an entity, by what runs them, newest first. */
export function PipelinesView(props: { found: PipelinesResponse }) {
  const { sources, runs } = props.found;
  if (sources.length === 0) {
    return (
      <EmptyState
        title="Nothing is known to run for it"
        description="Runs of Kubeflow pipelines would be here, training jobs and CI. An annotation says where they are."
        copy={{
          label: 'Copy the annotation',
          text: 'metadata:\n  annotations:\n    platformops.io/kfp-pipeline: <connection>/<pipeline>',
        }}
      />
    );
  }
  const present = SECTIONS.filter(({ type }) =>
    sources.some(source => source.type === type),
  );
  return (
    <>
      <SourceProblems sources={sources} />
      {present.map(({ type, title }) => {
        const own = runs.filter(run => run.type === type);
        const isKnown = sources.some(
          source => source.type === type && source.observedAt,
        );
        return (
          <PageSection key={type} title={title}>
            {own.length === 0 ? (
              <EmptyState
                title={isKnown ? 'Nothing has run yet' : 'Runs are not known'}
                description={sources
                  .filter(source => source.type === type)
                  .map(source => source.title)
                  .join(', ')}
              />
            ) : (
              <ul className={styles.runs} aria-label={title}>
                {own.map((run, index) => (
                  <RunItem
                    key={`${run.source} ${run.id}`}
                    run={run}
                    source={sources.find(({ id }) => id === run.source)}
                    isOpen={index === 0}
                  />
                ))}
              </ul>
            )}
          </PageSection>
        );
      })}
    </>
  );
}
