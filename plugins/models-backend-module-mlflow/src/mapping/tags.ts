/** Marks registered models and versions that are prompts. */
export const PROMPT_TAG = 'mlflow.prompt.is_prompt';

export type TagList = ReadonlyArray<{ key: string; value: string }>;

/** Tag names are anybody's words, `__proto__` too. */
export function toRecord(tags: TagList): Record<string, string> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

export function isPrompt(row: { tags: TagList }): boolean {
  return row.tags.some(
    tag => tag.key === PROMPT_TAG && tag.value.toLowerCase() === 'true',
  );
}
