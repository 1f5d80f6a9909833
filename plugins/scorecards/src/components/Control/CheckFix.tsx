import { Text } from '@backstage/ui';
import {
  CodeBlock,
  ExternalLink,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ExplainedCheck } from '@platform-ops/backstage-plugin-scorecards-common';
import styles from './CheckFix.module.css';

/** What to do, with what to paste. */
export function CheckFix(props: { fix: ExplainedCheck['fix'] }) {
  const { text, url, annotation } = props.fix;
  return (
    <div className={styles.fix}>
      <Text as="h5" variant="body-small" weight="bold">
        How to put it right
      </Text>
      <Text as="p" variant="body-medium">
        {text}
      </Text>
      {annotation && (
        <CodeBlock
          title="annotation"
          text={`metadata:\n  annotations:\n    ${annotation}`}
        />
      )}
      {url && <ExternalLink href={url}>Read more</ExternalLink>}
    </div>
  );
}
