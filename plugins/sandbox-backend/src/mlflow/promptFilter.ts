import { clauseMatches, type Clause } from './searchFilter';

const PROMPT_TAG = 'mlflow.prompt.is_prompt';

/**
 * Whether a search is for prompts: without asking nobody sees them.
 */
export function asksForPrompts(clauses: Clause[]): boolean {
  return clauses.some(
    ({ type, key, comparator, value }) =>
      type === 'tag' &&
      key === PROMPT_TAG &&
      ((comparator === '=' && value === 'true') ||
        (comparator === '!=' && value === 'false')),
  );
}

/**
 * Whether the tags are what the filter asks for. Where no prompts are asked
 * for, the prompt tag itself is not compared, for models do not have it.
 */
export function matchesTags(
  clauses: Clause[],
  tags: Map<string, string>,
  prompts: boolean,
): boolean {
  return clauses.every(
    clause =>
      clause.type !== 'tag' ||
      (clause.key === PROMPT_TAG && !prompts) ||
      clauseMatches(clause, tags.get(clause.key)),
  );
}
