type Requirement = (labels: Record<string, string>) => boolean;

function toRequirement(text: string): Requirement {
  const [, key, operator, value] =
    /^\s*!?\s*([\w./-]+)\s*(?:(!=|==|=)\s*([\w.-]*)\s*)?$/.exec(text) ?? [];
  if (!operator) {
    return text.trim().startsWith('!')
      ? labels => !(key in labels)
      : labels => key in labels;
  }
  return operator === '!='
    ? labels => labels[key] !== value
    : labels => labels[key] === value;
}

/**
 * Whether labels satisfy a selector such as `app=chat,tier!=test,owner`.
 */
export function matchesLabels(
  labels: Record<string, string>,
  selector: string,
): boolean {
  return selector
    .split(',')
    .filter(text => text.trim())
    .every(text => toRequirement(text)(labels));
}
