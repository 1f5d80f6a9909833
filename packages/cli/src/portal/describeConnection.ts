/** Why there was no answer, in words; `fetch` hides it in causes. */
export function describeConnection(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') {
    return 'The portal did not answer in time';
  }
  const inner = cause as (Error & { code?: string }) | undefined;
  const reason = inner
    ? [inner.code, inner.message].filter(Boolean).join(' ')
    : message;
  return `The portal could not be reached: ${reason}`;
}

/** The other side may not be whom it says it is. */
export function isUntrusted(error: unknown): boolean {
  const { code = '' } = ((error as Error).cause ?? {}) as { code?: string };
  return /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/.test(code);
}
