import { Alert, Button } from '@backstage/ui';
import type { HealthProblem } from '@platform-ops/backstage-plugin-ops-health-common';
import { CopyButton } from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiFlaskLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { QueryTest } from '../QueryTest';
import { annotationToYaml } from './annotationToYaml';
import styles from './HealthProblems.module.css';

/** The annotation that puts it right. */
function Fix(props: { annotation: { name: string; value: string } }) {
  const yaml = annotationToYaml(props.annotation);
  return (
    <>
      <code className={styles.code}>{yaml}</code>
      <CopyButton text={yaml} label="Copy the annotation" />
    </>
  );
}

function Problem(props: { problem: HealthProblem }) {
  const { text, annotation, query } = props.problem;
  const [testing, setTesting] = useState(false);
  const testId = useId();
  return (
    <div>
      <Alert
        status="warning"
        icon
        title={text}
        description={
          (annotation || query) && (
            <span className={styles.fix}>
              {annotation && <Fix annotation={annotation} />}
              {query && (
                <Button
                  variant="secondary"
                  size="small"
                  iconStart={<RiFlaskLine />}
                  aria-expanded={testing}
                  aria-controls={testing ? testId : undefined}
                  onPress={() => setTesting(open => !open)}
                >
                  {testing ? 'Close the test' : 'Test this query'}
                </Button>
              )}
            </span>
          )
        }
      />
      {query && testing && (
        <div id={testId} className={styles.test}>
          <QueryTest sourceId={query.source} initialQuery={query.text} />
        </div>
      )}
    </div>
  );
}

/** What a person should put right, with the annotation that does it. */
export function HealthProblems(props: { problems: readonly HealthProblem[] }) {
  return (
    <>
      {props.problems.map(problem => (
        <Problem key={problem.text} problem={problem} />
      ))}
    </>
  );
}
