/**
 * What an Alertmanager answered instead of what was asked. The message is for
 * people and holds no secret; the cause may.
 *
 * @public
 */
export class AlertmanagerError extends Error {
  readonly status: number | undefined;

  constructor(
    message: string,
    details: { status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'AlertmanagerError';
    this.status = details.status;
  }
}
