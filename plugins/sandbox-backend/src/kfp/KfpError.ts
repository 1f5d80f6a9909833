import { json, type Answer } from '../server/Answer';

/** As gRPC numbers them, with the status that the gateway makes of each. */
const CODES = {
  invalid: { code: 3, status: 400 },
  missing: { code: 5, status: 404 },
  exists: { code: 6, status: 409 },
  exhausted: { code: 8, status: 429 },
  precondition: { code: 9, status: 400 },
  unimplemented: { code: 12, status: 501 },
} as const;

/**
 * A refusal in the form of Kubeflow Pipelines.
 */
export class KfpError extends Error {
  readonly #kind: keyof typeof CODES;

  constructor(kind: keyof typeof CODES, message: string) {
    super(message);
    this.name = 'KfpError';
    this.#kind = kind;
  }

  toAnswer(): Answer {
    const { code, status } = CODES[this.#kind];
    return json(status, { code, message: this.message, details: [] });
  }
}
