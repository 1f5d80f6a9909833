import { json, type Answer } from '../../../server/Answer';

/** As the API server calls its refusals. */
const REASONS = {
  BadRequest: 400,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  Conflict: 409,
  UnsupportedMediaType: 415,
  Invalid: 422,
} as const;

/**
 * A refusal in the form of the API server.
 */
export class StatusError extends Error {
  readonly #reason: keyof typeof REASONS;
  readonly #details: object;

  constructor(
    reason: keyof typeof REASONS,
    message: string,
    details: object = {},
  ) {
    super(message);
    this.name = 'StatusError';
    this.#reason = reason;
    this.#details = details;
  }

  toAnswer(): Answer {
    const code = REASONS[this.#reason];
    return json(code, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.#reason,
      details: this.#details,
      code,
    });
  }
}
