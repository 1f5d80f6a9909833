/**
 * What kind of failure it is: `unreachable` and `locked-out` concern the whole
 * cluster, `forbidden` only what was asked for; `missing` is not there;
 * `expired` wants the list from its beginning; `too-large` wants smaller pages.
 *
 * @public
 */
export type ClusterErrorKind =
  | 'unreachable'
  | 'locked-out'
  | 'forbidden'
  | 'missing'
  | 'expired'
  | 'too-large'
  | 'failed';

/**
 * A cluster did not answer what it was asked. The message goes on a sentence
 * that begins with the cluster's name.
 *
 * @public
 */
export class ClusterError extends Error {
  readonly kind: ClusterErrorKind;

  constructor(kind: ClusterErrorKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ClusterError';
    this.kind = kind;
  }

  /** Asking the cluster for anything else would end alike. */
  get isFinal(): boolean {
    return this.kind === 'unreachable' || this.kind === 'locked-out';
  }

  /** It refuses us, rather than not answering. */
  get isRefusal(): boolean {
    return this.kind === 'forbidden' || this.kind === 'locked-out';
  }
}
