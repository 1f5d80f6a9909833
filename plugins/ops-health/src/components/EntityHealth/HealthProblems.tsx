import { Alert } from '@backstage/ui';
import type { HealthProblem } from '@platform-ops/backstage-plugin-ops-health-common';
import { CopyButton } from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './HealthProblems.module.css';

/** A line of YAML, quoted, for values hold colons and brackets. */
function toYaml(annotation: { name: string; value: string }): string {
  return `${annotation.name}: '${annotation.value.replace(/'/g, "''")}'`;
}

/** What a person should put right, with the annotation that does it. */
export function HealthProblems(props: { problems: readonly HealthProblem[] }) {
  return (
    <>
      {props.problems.map(({ text, annotation }) => (
        <Alert
          key={text}
          status="warning"
          icon
          title={text}
          description={
            annotation && (
              <span className={styles.fix}>
                <code className={styles.code}>{toYaml(annotation)}</code>
                <CopyButton
                  text={toYaml(annotation)}
                  label="Copy the annotation"
                />
              </span>
            )
          }
        />
      ))}
    </>
  );
}
