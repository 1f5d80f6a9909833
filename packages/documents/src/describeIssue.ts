import type { z } from 'zod';

const KINDS: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a map',
  record: 'a map',
  string: 'text',
};
const OF: Record<string, string> = {
  array: 'a list of ',
  string: 'text of ',
};
const UNITS: Record<string, string> = {
  array: ' entries',
  string: ' characters',
};

/** What is allowed, in words, where the schema does not say it itself. */
export const describeIssue: z.core.$ZodErrorMap = issue => {
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return KINDS[issue.expected];
    case 'too_big':
      return bound(issue.origin, 'at most', 'less than', issue, issue.maximum);
    case 'too_small':
      return bound(issue.origin, 'at least', 'more than', issue, issue.minimum);
    default:
      return undefined;
  }
};

function bound(
  origin: string,
  including: string,
  excluding: string,
  { inclusive = true }: { inclusive?: boolean },
  limit: number | bigint,
): string {
  return `${OF[origin] ?? ''}${inclusive ? including : excluding} ${limit}${
    UNITS[origin] ?? ''
  }`;
}
