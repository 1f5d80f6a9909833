/** What a column of type string holds. */
const STRING_LENGTH = 255;

/**
 * Text that both databases take: PostgreSQL has no U+0000 and no halves of
 * surrogate pairs.
 *
 * @public
 */
export function columnText(text: string): string;
/** @public */
export function columnText(text: string | undefined): string | null;
export function columnText(text: string | undefined): string | null {
  return (
    text?.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd') ?? null
  );
}

/**
 * The same, as much of it as a column of type string holds.
 *
 * @public
 */
export function shortColumnText(text: string | undefined): string | null {
  return columnText(text)?.slice(0, STRING_LENGTH) ?? null;
}

/**
 * Whether a name can be kept exactly as it is.
 *
 * @public
 */
export function isStorableName(name: string): boolean {
  return name.length <= 2000 && name === columnText(name);
}
