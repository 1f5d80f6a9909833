import { RiLockLine } from '@remixicon/react';
import { StateFrame } from './StateFrame';

/** @public */
export interface ForbiddenStateProps {
  /** What is hidden, in the middle of a sentence: "the versions of this model". */
  what: string;
  /** What one may not do with it, `see` unless told. */
  verb?: string;
  /** Who can grant it. Without it the portal's administrators are named. */
  askWhom?: string;
  /** The permission that is missing, for the request to whoever grants it. */
  permission?: string;
}

/**
 * Says what is hidden from the viewer and who can grant it. This is neither an
 * error nor an empty page.
 *
 * @public
 */
export function ForbiddenState(props: ForbiddenStateProps) {
  const {
    what,
    verb = 'see',
    askWhom = 'the administrators of this portal',
    permission,
  } = props;
  const request = permission ? `the permission ${permission}` : 'access';
  return (
    <StateFrame
      icon={RiLockLine}
      title={`You may not ${verb} ${what}`}
      description={`Your role does not include it. Ask ${askWhom} for ${request}.`}
      role="status"
    />
  );
}
