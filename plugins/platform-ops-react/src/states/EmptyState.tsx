import { RiInboxLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { CopyButton } from '../content/CopyButton';
import { StateFrame } from './StateFrame';
import styles from './StateFrame.module.css';

/** @public */
export interface EmptyStateProps {
  /** What would be here. */
  title: string;
  /** Why it is not. */
  description?: ReactNode;
  /** The one thing to do, usually a button or a link. */
  action?: ReactNode;
  /** Text to paste somewhere, for example three lines of configuration. */
  copy?: { label: string; text: string };
}

/**
 * Says what would be here, why it is not, and the one thing to do about it.
 *
 * @public
 */
export function EmptyState(props: EmptyStateProps) {
  const { title, description, action, copy } = props;
  return (
    <StateFrame
      icon={RiInboxLine}
      title={title}
      description={description}
      role="status"
    >
      {copy && (
        // A reader without a mouse must be able to scroll what is cut off.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={styles.code} tabIndex={0}>
          {copy.text}
        </pre>
      )}
      {(action || copy) && (
        <div className={styles.actions}>
          {action}
          {copy && <CopyButton text={copy.text} label={copy.label} />}
        </div>
      )}
    </StateFrame>
  );
}
