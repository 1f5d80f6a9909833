/** The longest first, for one secret may be part of another. */
export function redact(text: string, secrets: string[]): string {
  return secrets
    .filter(secret => secret !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((redacted, secret) => redacted.replaceAll(secret, '***'), text);
}
