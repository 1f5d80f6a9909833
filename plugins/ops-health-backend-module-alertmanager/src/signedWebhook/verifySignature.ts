import { createHmac, timingSafeEqual } from 'node:crypto';
import { AuthenticationError, InputError } from '@backstage/errors';
import type { AlertWebhook } from '@platform-ops/backstage-plugin-ops-health-node';

type SignedRequest = Parameters<NonNullable<AlertWebhook['verify']>>[0];

const TIMESTAMP_HEADER = 'x-platform-ops-timestamp';
const SIGNATURE_HEADER = 'x-platform-ops-signature';
const MAX_BYTES = 1024 * 1024;
const MAX_AGE_SECONDS = 5 * 60;

/**
 * Whether one of the secrets signed a request: HMAC-SHA256 over the timestamp,
 * a dot and the body as it came.
 *
 * @throws InputError where the body is too large, AuthenticationError where the
 * signature is missing, wrong or too old.
 */
export function verifySignature(
  { headers, body, now }: SignedRequest,
  secrets: string[],
): void {
  if (body.byteLength > MAX_BYTES) {
    throw new InputError(
      `body: found ${body.byteLength} bytes, allowed are at most ${MAX_BYTES}`,
    );
  }
  const timestamp = readTimestamp(headers, now);
  const given = readSignature(headers);
  const matches = secrets.map(secret =>
    timingSafeEqual(
      createHmac('sha256', secret)
        .update(`${timestamp}.`)
        .update(body)
        .digest(),
      given,
    ),
  );
  if (!matches.includes(true)) {
    throw new AuthenticationError(
      `${SIGNATURE_HEADER}: found a signature of another secret, timestamp or body`,
    );
  }
}

function readTimestamp(headers: SignedRequest['headers'], now: Date): string {
  const text = headers[TIMESTAMP_HEADER];
  if (typeof text !== 'string' || !/^\d{1,12}$/.test(text)) {
    throw new AuthenticationError(
      `${TIMESTAMP_HEADER}: found ${
        text === undefined ? 'nothing' : 'something else'
      }, allowed are the seconds since 1970-01-01T00:00:00Z`,
    );
  }
  const age = now.getTime() / 1000 - Number(text);
  if (Math.abs(age) > MAX_AGE_SECONDS) {
    throw new AuthenticationError(
      `${TIMESTAMP_HEADER}: found a time ${Math.round(Math.abs(age))} s ${
        age > 0 ? 'ago' : 'ahead'
      }, allowed are at most ${MAX_AGE_SECONDS}`,
    );
  }
  return text;
}

function readSignature(headers: SignedRequest['headers']): Buffer {
  const text = headers[SIGNATURE_HEADER];
  const [, hex] =
    (typeof text === 'string' && /^sha256=([0-9a-f]{64})$/.exec(text)) || [];
  if (!hex) {
    throw new AuthenticationError(
      `${SIGNATURE_HEADER}: found ${
        text === undefined ? 'nothing' : 'something else'
      }, allowed is sha256= and 64 hexadecimal digits in lower case`,
    );
  }
  return Buffer.from(hex, 'hex');
}
