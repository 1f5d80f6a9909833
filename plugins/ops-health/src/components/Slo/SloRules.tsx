import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { Slo } from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import {
  CodeBlock,
  EmptyState,
  LoadFailure,
  SkeletonLines,
  describeError,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiFileCodeLine } from '@remixicon/react';
import { useState } from 'react';
import styles from './SloDetail.module.css';

const YAML = 'application/yaml';

const WHO_TELLS: Record<Slo['evaluator'], string> = {
  portal:
    'The portal tells people. Before Prometheus does, set opsHealth.slos.evaluator to prometheus, so that nobody is paged twice: the portal then only shows.',
  prometheus:
    'Prometheus tells people, by these rules; the portal only shows (opsHealth.slos.evaluator: prometheus).',
};

/** Some objectives have no rules, and the answer says why. */
function isRefusal(error: Error): boolean {
  return 'statusCode' in error && error.statusCode === 400;
}

function Files(props: { slo: Slo }) {
  const { slo } = props;
  const api = useApi(opsHealthApiRef);
  const { value, error, reload } = useLoad(slo.id, () =>
    api.getSloRules(slo.id),
  );
  if (error && isRefusal(error)) {
    return (
      <EmptyState
        title="This objective has no rules"
        description={describeError(error).message}
      />
    );
  }
  if (error && !value) {
    return <LoadFailure what="the rules" error={error} onRetry={reload} />;
  }
  if (!value) {
    return <SkeletonLines lines={6} label="Loading the rules" />;
  }
  return (
    <div className={styles.files}>
      <CodeBlock
        title="rules.yml"
        text={value.rules}
        fileName="rules.yml"
        type={YAML}
      />
      <CodeBlock
        title="tests.yml"
        text={value.tests}
        fileName="tests.yml"
        type={YAML}
      />
      <Text as="p" variant="body-small" color="secondary">
        <code>promtool test rules tests.yml</code> shows that each rule fires,
        and is silent when it should be.
      </Text>
    </div>
  );
}

/** The objective as rules that a Prometheus evaluates. */
export function SloRules(props: { slo: Slo }) {
  const { slo } = props;
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.part}>
      <Text as="p" variant="body-small" color="secondary">
        The same decisions as rules of Prometheus. Only one evaluator should
        page. {WHO_TELLS[slo.evaluator]}
      </Text>
      {shown ? (
        <Files slo={slo} />
      ) : (
        <div>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiFileCodeLine />}
            onPress={() => setShown(true)}
          >
            Show the rules
          </Button>
        </div>
      )}
    </div>
  );
}
