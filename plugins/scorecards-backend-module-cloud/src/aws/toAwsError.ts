import { CustomErrorBase } from '@backstage/errors';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';

const LONGEST_QUOTE = 300;

/** AWS did not answer, or not as it should. */
export class AwsError extends CustomErrorBase {
  name = 'AwsError' as const;
  /** What AWS calls it. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/**
 * What went wrong, in words. What AWS says is quoted only where it refuses an
 * action: other messages may hold the signed request.
 */
export function toAwsError(
  error: unknown,
  { name, key, late }: { name: string; key: string; late: boolean },
): AwsError {
  const { name: code = 'Error', message = '' } = error as Partial<Error>;
  if (late) {
    return new AwsError(
      `${name} did not answer in time (${key}.timeout)`,
      code,
    );
  }
  if (/^AccessDenied/.test(code)) {
    const quote = oneLine(
      message.replace(/\b(AKIA|ASIA)[A-Z0-9]{4,}\b/g, '$1***'),
      LONGEST_QUOTE,
    );
    return new AwsError(
      `${name} was refused (${code}: ${quote}): look at the permissions of ${key}`,
      code,
    );
  }
  return new AwsError(
    `${name} failed (${code}): look at ${key} and its credentials`,
    code,
  );
}
