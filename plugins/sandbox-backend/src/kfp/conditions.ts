const COMPARISON =
  /^\s*inputs\.parameter_values\['([^']+)'\]\s*(==|!=|>=|<=|>|<)\s*(.+?)\s*$/;

/**
 * Whether the condition of a task is met. One that the sandbox cannot decide
 * is, so that a run shows as much of its pipeline as possible.
 */
export function isMet(
  condition: string | undefined,
  values: Record<string, unknown>,
): boolean {
  const [, name, operator, text] = COMPARISON.exec(condition ?? '') ?? [];
  const found = name === undefined ? undefined : values[name];
  if (found === undefined) {
    return true;
  }
  const wanted = text.replace(/^(['"])(.*)\1$/, '$2');
  if (typeof found === 'number') {
    const number = Number(wanted);
    switch (operator) {
      case '>=':
        return found >= number;
      case '<=':
        return found <= number;
      case '>':
        return found > number;
      case '<':
        return found < number;
      default:
        return (found === number) === (operator === '==');
    }
  }
  return (String(found) === wanted) === (operator !== '!=');
}
