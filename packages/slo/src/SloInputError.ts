/**
 * An argument that no SLO can have. Names the field, what was found and what is
 * allowed.
 *
 * @public
 */
export class SloInputError extends Error {
  readonly field: string;
  readonly found: string;
  readonly allowed: string;

  constructor(field: string, found: unknown, allowed: string) {
    const shown = typeof found === 'string' ? `"${found}"` : String(found);
    super(`${field}: found ${shown}, allowed is ${allowed}`);
    this.name = 'SloInputError';
    this.field = field;
    this.found = shown;
    this.allowed = allowed;
  }
}
