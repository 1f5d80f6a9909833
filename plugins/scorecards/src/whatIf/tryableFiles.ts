/** A file of rules that is tried. */
export interface RulesFile {
  name: string;
  text: string;
}

const MOST_FILES = 10;
const LONGEST_TEXT = 256_000;

/** Why files cannot be tried; undefined where they can. */
export function whyNotTryable(files: readonly RulesFile[]): string | undefined {
  if (files.length > MOST_FILES) {
    return `These are ${files.length} files; at most ${MOST_FILES} can be tried at once.`;
  }
  const long = files.find(({ text }) => text.length > LONGEST_TEXT);
  if (long) {
    return `${long.name} has ${long.text.length.toLocaleString(
      'en',
    )} characters; at most ${LONGEST_TEXT.toLocaleString('en')} can be tried.`;
  }
  return files.some(({ text }) => text.trim())
    ? undefined
    : 'Paste the text of a file, or choose files.';
}
