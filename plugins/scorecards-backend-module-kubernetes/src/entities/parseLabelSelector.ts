import type { LabelRequirement, LabelSelector } from '../objects/LabelSelector';

const KEY = String.raw`[A-Za-z0-9](?:[\w./-]{0,315}[A-Za-z0-9])?`;
const VALUE = String.raw`[\w.-]{0,63}`;
const SET = new RegExp(String.raw`^(${KEY})\s+(in|notin)\s*\(([\s\w.,-]*)\)$`);
const EQUALITY = new RegExp(String.raw`^(${KEY})\s*(==|=|!=)\s*(${VALUE})$`);
const EXISTENCE = new RegExp(String.raw`^(!?)\s*(${KEY})$`);
const LONGEST = 2000;

/**
 * A selector as `kubectl` and the annotation
 * `backstage.io/kubernetes-label-selector` write it; undefined where it is
 * none, or would select everything.
 */
export function parseLabelSelector(text: string): LabelSelector | undefined {
  if (text.length > LONGEST) {
    return undefined;
  }
  // Commas separate requirements, but not inside of parentheses.
  const parts = text.split(/,(?![^(]*\))/).map(part => part.trim());
  const requirements = parts.map(parseRequirement);
  return requirements.every(requirement => requirement !== undefined)
    ? { matchExpressions: requirements }
    : undefined;
}

function parseRequirement(text: string): LabelRequirement | undefined {
  const set = SET.exec(text);
  if (set) {
    return {
      key: set[1],
      operator: set[2] === 'in' ? 'In' : 'NotIn',
      values: set[3].split(',').map(value => value.trim()),
    };
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    return {
      key: equality[1],
      operator: equality[2] === '!=' ? 'NotIn' : 'In',
      values: [equality[3]],
    };
  }
  const existence = EXISTENCE.exec(text);
  return (existence?.[2] && {
    key: existence[2],
    operator: existence[1] ? 'DoesNotExist' : 'Exists',
  }) as LabelRequirement | undefined;
}
