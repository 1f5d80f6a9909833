/**
 * What else is known of a `ServiceError`.
 *
 * @public
 */
export interface ServiceErrorDetails {
  /** The HTTP status, where the service answered. */
  status?: number;
  /** The service's own word or number, e.g. `RESOURCE_ALREADY_EXISTS`. */
  code?: string;
  /** Whether it may work in a moment. */
  passing?: boolean;
}

/**
 * A service did not do what it was asked for.
 *
 * @remarks
 *
 * The message is for people: it names the service, the config key of its
 * connection and what was asked. It never holds a token, a password or a
 * configured header; for that reason there is no `cause`.
 *
 * @public
 */
export class ServiceError extends Error {
  /** E.g. `Kubeflow Pipelines`. */
  readonly service: string;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly passing: boolean;

  constructor(
    service: string,
    message: string,
    details: ServiceErrorDetails = {},
  ) {
    super(message);
    this.name = 'ServiceError';
    this.service = service;
    this.status = details.status;
    this.code = details.code;
    this.passing = details.passing ?? false;
  }
}
