import { MlflowError } from './MlflowError';

/**
 * One comparison of a filter, e.g. `tags.team = 'risk'`.
 */
export interface Clause {
  /** `attribute`, `tag`, `param` or `metric`. */
  type: ClauseType;
  key: string;
  comparator: string;
  value: string | string[];
}

export type ClauseType = 'attribute' | 'tag' | 'param' | 'metric';

/**
 * What a filter may ask for.
 */
export interface FilterRules {
  types: ClauseType[];
  attributes: string[];
  numericAttributes?: string[];
  /** Attributes that take lists. */
  lists: string[];
}

const ENTITY_TYPES: Record<string, ClauseType> = {
  attribute: 'attribute',
  attributes: 'attribute',
  attr: 'attribute',
  run: 'attribute',
  tag: 'tag',
  tags: 'tag',
  param: 'param',
  params: 'param',
  parameter: 'param',
  parameters: 'param',
  metric: 'metric',
  metrics: 'metric',
};

const NAME = '`[^`]+`|"[^"]+"|[\\w:/-]+(?:[.][\\w:/-]+)*';
const CLAUSE = new RegExp(
  `^\\s*(?:(\\w+)[.])?(${NAME})\\s*(>=|<=|!=|=|>|<|(?:NOT\\s+)?I?LIKE\\b|(?:NOT\\s+)?IN\\b)\\s*('(?:[^'])*'|"(?:[^"])*"|\\([^)]*\\)|[^\\s]+)\\s*(AND\\b|OR\\b|$)`,
  'i',
);

function unquote(text: string): string | undefined {
  return /^'.*'$|^".*"$/s.test(text) ? text.slice(1, -1) : undefined;
}

function pythonSet(items: string[]): string {
  return `{${items.map(item => `'${item}'`).join(', ')}}`;
}

/**
 * The refusal of an attribute that cannot be searched or sorted by.
 */
export function invalidAttribute(key: string, valid: string[]): MlflowError {
  return MlflowError.invalid(
    `Invalid attribute key '${key}' specified. Valid keys are '${pythonSet(
      valid,
    )}'`,
  );
}

function readValue(
  type: ClauseType,
  key: string,
  text: string,
  rules: FilterRules,
): string | string[] {
  const numeric =
    type === 'metric' || Boolean(rules.numericAttributes?.includes(key));
  if (numeric) {
    if (Number.isFinite(Number(text))) {
      return text;
    }
    throw MlflowError.invalid(
      type === 'metric'
        ? `Expected numeric value type for metric. Found ${text}`
        : `Invalid value for numeric attribute '${key}': ${text}`,
    );
  }
  if (text.startsWith('(') && type === 'attribute') {
    if (!rules.lists.includes(key)) {
      throw MlflowError.invalid(
        `Only [${rules.lists
          .map(name => `'${name}'`)
          .join(
            ', ',
          )}] attributes support comparison with a list of quoted string values.`,
      );
    }
    if (!text.slice(1, -1).trim()) {
      throw MlflowError.invalid(
        'While parsing a list in the query, expected a non-empty list of string values, but got empty list',
      );
    }
    const items = text
      .slice(1, -1)
      .split(',')
      .map(item => unquote(item.trim()));
    if (items.every(item => item !== undefined)) {
      return items;
    }
    throw MlflowError.invalid(
      `While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: ${text}`,
    );
  }
  const value = unquote(text);
  if (value !== undefined) {
    return value;
  }
  throw MlflowError.invalid(
    type === 'attribute'
      ? `Expected a quoted string value or a list of quoted string values for attributes. Got value ${text}`
      : `Expected a quoted string value for ${type} (e.g. 'my-value'). Got value ${text}`,
  );
}

/**
 * Reads a filter: comparisons that are joined by AND.
 */
export function parseFilter(
  filter: string | undefined,
  rules: FilterRules,
): Clause[] {
  const clauses: Clause[] = [];
  let rest = filter?.trim() ?? '';
  while (rest) {
    const match = CLAUSE.exec(rest);
    if (!match) {
      throw MlflowError.invalid(`Invalid clause(s) in filter string: ${rest}`);
    }
    const [all, entityType, name, operator, text, joint] = match;
    if (/^or$/i.test(joint)) {
      throw MlflowError.invalid(`Invalid clause(s) in filter string: ${joint}`);
    }
    const type = ENTITY_TYPES[entityType ?? 'attribute'];
    if (!type || !rules.types.includes(type)) {
      throw MlflowError.invalid(
        `Invalid entity type '${entityType}'. Valid entity types are ('attribute', 'tag', 'tags')`,
      );
    }
    const key = name.replace(/^[`"]|[`"]$/g, '');
    if (type === 'attribute' && !rules.attributes.includes(key)) {
      throw invalidAttribute(key, rules.attributes);
    }
    const comparator = operator.toLocaleUpperCase('en-US').replace(/\s+/g, ' ');
    const value = readValue(type, key, text, rules);
    clauses.push({ type, key, comparator, value });
    rest = rest.slice(all.length).trim();
  }
  return clauses;
}

function likePattern(pattern: string, flags: string): RegExp {
  const body = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${body}$`, flags);
}

function compareNumbers(
  comparator: string,
  left: number,
  right: number,
): boolean {
  switch (comparator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    default:
      throw MlflowError.invalid(
        `Invalid comparator for attribute: ${comparator}`,
      );
  }
}

function compareTexts(
  comparator: string,
  left: string,
  right: string | string[],
): boolean {
  if (Array.isArray(right)) {
    const found = right.includes(left);
    return comparator === 'IN' ? found : !found;
  }
  switch (comparator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case 'LIKE':
      return likePattern(right, 's').test(left);
    case 'ILIKE':
      return likePattern(right, 'si').test(left);
    default:
      throw MlflowError.invalid(
        `Invalid comparator for attribute: ${comparator}`,
      );
  }
}

/**
 * Whether a value is what the clause asks for; nothing never is.
 */
export function clauseMatches(
  clause: Clause,
  value: string | number | undefined,
): boolean {
  if (value === undefined) {
    return false;
  }
  return typeof value === 'number'
    ? compareNumbers(clause.comparator, value, Number(clause.value))
    : compareTexts(clause.comparator, value, clause.value);
}
