import type { PipelineRun } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  formatNumber,
  KeyValueList,
} from '@platform-ops/backstage-plugin-platform-ops-react';

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What went into a run, and what was measured. */
export function RunFacts(props: { run: PipelineRun }) {
  const { metrics, parameters } = props.run;
  const measured = Object.entries(metrics).map(([label, value]) => ({
    label,
    value: formatNumber(value),
  }));
  const given = Object.entries(parameters).map(([label, value]) => ({
    label,
    value: toText(value),
  }));
  return (
    <>
      {measured.length > 0 && (
        <section aria-label="Metrics">
          <KeyValueList items={measured} />
        </section>
      )}
      {given.length > 0 && (
        <details>
          <summary>Parameters</summary>
          <KeyValueList items={given} />
        </details>
      )}
    </>
  );
}
