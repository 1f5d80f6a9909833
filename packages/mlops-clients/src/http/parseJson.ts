const STRING_OR_NUMBER_WORD = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/**
 * Parses JSON as Python writes it: some servers put `NaN` and `Infinity` where
 * a number stands, which JSON does not know. They become strings.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const repaired = text.replace(STRING_OR_NUMBER_WORD, found =>
      found.startsWith('"') ? found : `"${found}"`,
    );
    if (repaired === text) {
      throw error;
    }
    return JSON.parse(repaired);
  }
}
