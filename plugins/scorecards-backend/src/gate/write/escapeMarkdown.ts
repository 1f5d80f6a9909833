import { plainLine } from './plainLine';

/** Written as a character reference, none of them begins anything. */
const MARKUP = /[&<>\\`*_[\]{}()|~^$"'=]/g;
/** Hosts link these, and tell who is named, whatever the Markdown says. */
const REFERENCE = /[@#!%](?=[\p{L}\p{N}_/-])/gu;
const NOTHING_SEEN = '&#8203;';

/** Text of others, to be shown as it is in the comment of any host. */
export function escapeMarkdown(text: string): string {
  return plainLine(text)
    .replace(MARKUP, sign => `&#${sign.codePointAt(0)};`)
    .replace(/:\/\//g, `:${NOTHING_SEEN}//`)
    .replace(/\bwww\./gi, start => `${start.slice(0, 3)}${NOTHING_SEEN}.`)
    .replace(REFERENCE, (sign, position: number, whole: string) =>
      // The number of a character reference is none.
      sign === '#' && whole[position - 1] === '&'
        ? sign
        : `${sign}${NOTHING_SEEN}`,
    );
}
