/** What a service says about what it did not do. */
export interface Refusal {
  /** A word or a number; there is none where something else answered. */
  code?: string;
  message?: string;
}

/**
 * Reads the bodies of refusals that the services know: `{code, message}` of
 * gRPC gateways and the model registry, `{error_code, message}` of MLflow,
 * `{error_message, error_details}` of pipeline uploads, and plain text.
 */
export function readRefusal(text: string): Refusal {
  // MLflow calls its plain texts HTML, too.
  if (/^\s*</.test(text)) {
    return {};
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { message: text };
  }
  if (typeof body !== 'object' || body === null) {
    return { message: text };
  }
  const fields = body as Record<string, unknown>;
  const firstText = (...names: string[]) =>
    names
      .map(name => fields[name])
      .find(value => typeof value === 'string' && value !== '') as
      | string
      | undefined;
  return {
    code:
      firstText('error_code', 'code') ??
      (typeof fields.code === 'number' ? String(fields.code) : undefined),
    message: firstText('message', 'error_details', 'error_message', 'error'),
  };
}
