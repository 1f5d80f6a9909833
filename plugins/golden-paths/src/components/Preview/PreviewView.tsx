import { Text } from '@backstage/ui';
import type { Preview } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  CodeBlock,
  PageSection,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatSize } from '../Files';
import { PreviewFiles } from './PreviewFiles';
import { PreviewSteps } from './PreviewSteps';
import styles from './Preview.module.css';

function summarize({ files, steps }: Preview): string {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const running = steps.filter(({ status }) => status === 'run').length;
  return `${files.length} ${
    files.length === 1 ? 'file' : 'files'
  }, ${formatSize(size)}, by ${running} of ${
    steps.length
  } steps. Nothing has been made yet.`;
}

/** What a path would make: every file, and which steps run. */
export function PreviewView(props: { preview: Preview }) {
  const { preview } = props;
  return (
    <div className={styles.preview}>
      <Text as="p" variant="body-medium">
        {summarize(preview)}
      </Text>
      <PageSection title="Files">
        <PreviewFiles files={preview.files} />
      </PageSection>
      <PageSection
        title="Steps"
        description="What changes something outside only says in the preview what it would do."
      >
        <PreviewSteps steps={preview.steps} />
      </PageSection>
      {preview.log.length > 0 && (
        <details>
          <summary>What the steps say</summary>
          <CodeBlock title="Log" text={preview.log.join('\n')} />
        </details>
      )}
    </div>
  );
}
