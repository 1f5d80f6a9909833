import type { ReactNode } from 'react';
import { describeError, isForbidden } from './describeError';
import { ErrorState } from './ErrorState';
import { ForbiddenState } from './ForbiddenState';

/** @public */
export interface LoadFailureProps {
  /** What was to be loaded, in the middle of a sentence: "the models". */
  what: string;
  error: Error;
  onRetry?: () => void;
  /** Who can grant access, see {@link ForbiddenState}. */
  askWhom?: string;
  /** What still works. */
  children?: ReactNode;
}

/** Our backends name the permission in the message. */
function missingPermission(error: Error): string | undefined {
  return /\bpermission ([a-z][\w-]*(?:\.[\w-]+)+)/.exec(
    describeError(error).message,
  )?.[1];
}

/**
 * Shows why something could not be loaded: a refusal as {@link ForbiddenState},
 * anything else as {@link ErrorState}.
 *
 * @public
 */
export function LoadFailure(props: LoadFailureProps) {
  const { what, error, onRetry, askWhom, children } = props;
  if (isForbidden(error)) {
    return (
      <ForbiddenState
        what={what}
        askWhom={askWhom}
        permission={missingPermission(error)}
      />
    );
  }
  const title = `${what[0].toUpperCase()}${what.slice(1)} could not be loaded`;
  return (
    <ErrorState title={title} error={error} onRetry={onRetry}>
      {children}
    </ErrorState>
  );
}
