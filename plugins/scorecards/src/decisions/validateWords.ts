const SHORTEST = 10;

/** What is too short for others to understand is refused in words. */
export function validateWords(value: string): string | null {
  const { length } = value.trim();
  return length > 0 && length < SHORTEST
    ? `Write at least ${SHORTEST} characters, so that others understand it; these are ${length}.`
    : null;
}

/** Only an address that a browser opens safely. */
export function validateEvidence(value: string): string | null {
  const text = value.trim();
  if (!text) {
    return null;
  }
  return /^https:\/\/[^\s/]+/i.test(text) && URL.canParse(text)
    ? null
    : 'Write a whole address that begins with https://, or leave it empty.';
}
