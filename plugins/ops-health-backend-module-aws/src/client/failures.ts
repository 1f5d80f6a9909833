import { NotFoundError } from '@backstage/errors';
import { SourceForbiddenError } from '@platform-ops/backstage-plugin-ops-health-node';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import { AwsError } from './AwsError';
import { CredentialsFailure } from './CredentialsFailure';

/** We are known, and may not do this. */
const DENIED = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'OptInRequired',
  'UnauthorizedOperation',
];
/** We are not known. What AWS says then may quote the signed request. */
const UNKNOWN_CALLER = [
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'NotAuthorized',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'UnauthorizedException',
  'UnrecognizedClientException',
];
const THROTTLED = [
  'LimitExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'Throttling',
  'ThrottledException',
  'ThrottlingException',
  'TooManyRequestsException',
];
const NOT_FOUND = [
  'NotFoundException',
  'ResourceNotFound',
  'ResourceNotFoundException',
];
/** Codes of Node.js, which the SDK sometimes only quotes. */
const CONNECTION_CODE =
  /\b(?:EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EPIPE|EPROTO|ETIMEDOUT|(?:CERT|DEPTH|SELF_SIGNED|UNABLE)_[A-Z_]+)\b/;
const MAX_QUOTED_CHARACTERS = 400;

interface Failure {
  name: string;
  message: string;
  /** Why there is no connection. */
  connection?: string;
  status?: number;
}

/** AWS wants fewer requests. */
export function isThrottled(error: unknown): boolean {
  const { name, status } = read(error);
  return THROTTLED.includes(name) || status === 429;
}

/** SageMaker calls that a wrong input. */
function isNotFound({ name, message }: Failure): boolean {
  return (
    NOT_FOUND.includes(name) ||
    (name === 'ValidationException' && /^Could not find/i.test(message))
  );
}

/**
 * What went wrong in words, without secrets: a SourceForbiddenError where AWS
 * refuses us, a NotFoundError where something is gone, an AwsError for the rest.
 *
 * @param name - What was asked, e.g. `CloudWatch GetMetricData in eu-west-1`.
 * @param credentialsKey - Where the credentials are configured.
 */
export function toSourceError(
  error: unknown,
  name: string,
  credentialsKey: string,
): Error {
  if (error instanceof CredentialsFailure) {
    return credentialsError(error.cause, name, credentialsKey);
  }
  const failure = read(error);
  if (isNotFound(failure)) {
    return new NotFoundError(`${name}: ${quote(failure.message)}`);
  }
  // The answer of something in between, whose text tells nothing.
  if (error instanceof SyntaxError) {
    return new AwsError(
      `${name} was answered with ${
        failure.status ?? 'something'
      } and no JSON: ask what stands between the portal and AWS`,
    );
  }
  if (UNKNOWN_CALLER.includes(failure.name)) {
    return new SourceForbiddenError(
      `${name} was refused (${failure.name}): look at the credentials of ${credentialsKey}`,
    );
  }
  if (isDenied(failure)) {
    return new SourceForbiddenError(
      `${name} was refused (${failure.name}: ${quote(
        failure.message,
      )}): look at the permissions of ${credentialsKey}`,
    );
  }
  if (isThrottled(error)) {
    return new AwsError(
      `${name} was asked too often (${failure.name}), even after pauses: fewer requests are allowed in the account`,
    );
  }
  if (failure.connection) {
    return new AwsError(`${name} cannot be reached (${failure.connection})`);
  }
  return new AwsError(
    `${name} failed (${failure.name}: ${quote(failure.message)})`,
  );
}

function credentialsError(
  cause: unknown,
  name: string,
  credentialsKey: string,
): Error {
  const failure = read(cause);
  const text =
    failure.connection ??
    [
      failure.name,
      ...(UNKNOWN_CALLER.includes(failure.name)
        ? []
        : [quote(failure.message)]),
    ].join(': ');
  const message = `${name} was not asked, for there are no credentials (${text}): look at the credentials of ${credentialsKey}`;
  return failure.connection || isThrottled(cause)
    ? new AwsError(message)
    : new SourceForbiddenError(message);
}

function isDenied({ name, status }: Failure): boolean {
  return DENIED.includes(name) || status === 401 || status === 403;
}

function read(error: unknown): Failure {
  const found = error as {
    name?: string;
    message?: string;
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  return {
    name: found?.name ?? 'Error',
    message: found?.message ?? String(error),
    connection: CONNECTION_CODE.exec(`${found?.code} ${found?.message}`)?.[0],
    status: found?.$response?.statusCode ?? found?.$metadata?.httpStatusCode,
  };
}

function quote(message: string): string {
  return oneLine(
    message.replace(/\b(AKIA|ASIA)[A-Z0-9]{4,}\b/g, '$1***'),
    MAX_QUOTED_CHARACTERS,
  );
}
