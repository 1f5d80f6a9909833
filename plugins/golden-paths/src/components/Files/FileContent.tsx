import { Text } from '@backstage/ui';
import {
  CodeBlock,
  EmptyState,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatSize } from './formatSize';
import styles from './FileContent.module.css';

/** One file: its text, or why there is none to show. */
export function FileContent(props: {
  file: { path: string; size: number; executable?: boolean; text?: string };
}) {
  const { path, size, executable, text } = props.file;
  const facts = [formatSize(size), executable && 'executable']
    .filter(Boolean)
    .join(', ');
  return (
    <div className={styles.file}>
      {text === undefined || text === '' ? (
        <EmptyState
          title={path}
          description={
            size === 0
              ? 'The file is empty.'
              : 'It is not shown: it is no text, or larger than a megabyte.'
          }
        />
      ) : (
        <CodeBlock title={path} text={text} />
      )}
      <Text as="p" variant="body-small" color="secondary">
        {facts}
      </Text>
    </div>
  );
}
