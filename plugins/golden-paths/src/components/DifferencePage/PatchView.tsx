import { CopyButton } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useId } from 'react';
import styles from './PatchView.module.css';

const KINDS: Record<string, string> = {
  '+': 'added',
  '-': 'removed',
  '@': 'place',
};

/** The sign stays: what is added or removed is not told by colour alone. */
function kindOf(line: string): string | undefined {
  return line.startsWith('+++') || line.startsWith('---')
    ? 'place'
    : KINDS[line[0]];
}

/** A unified difference of one file. */
export function PatchView(props: { path: string; patch: string }) {
  const { path, patch } = props;
  const titleId = useId();
  const lines = patch.replace(/\n$/, '').split('\n');
  return (
    <div className={styles.patch}>
      <div className={styles.head}>
        <span id={titleId} className={styles.title}>
          {path}
        </span>
        <CopyButton text={patch} label="Copy the patch" />
      </div>
      <pre
        className={styles.code}
        role="group"
        aria-labelledby={titleId}
        // A reader without a mouse must be able to scroll what is cut off.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {lines.map((line, index) => (
          <span key={index} className={styles.line} data-kind={kindOf(line)}>
            {line}
            {'\n'}
          </span>
        ))}
      </pre>
    </div>
  );
}
