/**
 * Which labels are meant: all of these have to hold.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: LabelRequirement[];
}

export interface LabelRequirement {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export type Labels = Readonly<Record<string, string>>;

/** An empty selector matches everything. */
export function matches(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Labels,
): boolean {
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => valueOf(labels, key) === value,
    ) && matchExpressions.every(requirement => meets(requirement, labels))
  );
}

function meets(
  { key, operator, values = [] }: LabelRequirement,
  labels: Labels,
): boolean {
  const value = valueOf(labels, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    // As the API server has it, what lacks the label is not in the set.
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      throw new TypeError(`the operator ${operator} is not understood`);
  }
}

function valueOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
