/** Without what PostgreSQL refuses: U+0000 and halves of signs. */
export function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
}

const MAX_ADDRESS_CHARACTERS = 4_000;

/** An address that a person may open: of the web, without credentials. */
export function webAddress(text: string | undefined): string | undefined {
  if (!text || text.length > MAX_ADDRESS_CHARACTERS || !URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  const isOfTheWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isOfTheWeb && !url.username && !url.password ? url.href : undefined;
}
