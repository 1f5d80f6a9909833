import { RiErrorWarningLine, RiRefreshLine } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { describeError } from './describeError';
import { StateFrame } from './StateFrame';
import styles from './StateFrame.module.css';

/** @public */
export interface ErrorStateProps {
  /** What failed, for example "The versions could not be loaded". */
  title?: string;
  error: Error;
  onRetry?: () => void;
  /** What still works. */
  children?: ReactNode;
}

/**
 * Says what failed in words, what still works, and offers to try again. It
 * never shows a stack trace.
 *
 * @public
 */
export function ErrorState(props: ErrorStateProps) {
  const { title = 'This could not be loaded', error, onRetry } = props;
  const { message, requestId } = describeError(error);
  return (
    <StateFrame
      icon={RiErrorWarningLine}
      title={title}
      description={message}
      tone="danger"
      role="alert"
    >
      {props.children}
      {requestId && (
        <Text as="p" variant="body-small" color="secondary">
          Request id: <code>{requestId}</code>
        </Text>
      )}
      {onRetry && (
        <div className={styles.actions}>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiRefreshLine />}
            onPress={onRetry}
          >
            Retry
          </Button>
        </div>
      )}
    </StateFrame>
  );
}
