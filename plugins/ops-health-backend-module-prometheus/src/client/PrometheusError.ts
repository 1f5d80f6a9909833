/**
 * What a server answered instead of what was asked. The message is for people
 * and holds no secret; the cause may.
 */
export class PrometheusError extends Error {
  readonly status: number | undefined;

  constructor(
    message: string,
    details: { status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'PrometheusError';
    this.status = details.status;
  }
}
