/**
 * An annotation as it is pasted below `metadata.annotations`: quoted, for values
 * hold colons and brackets; as a block where it has several lines.
 */
export function annotationToYaml(annotation: {
  name: string;
  value: string;
}): string {
  const { name, value } = annotation;
  return value.includes('\n')
    ? [
        `${name}: |-`,
        ...value.split(/\r?\n/).map(line => (line ? `  ${line}` : '')),
      ].join('\n')
    : `${name}: '${value.replace(/'/g, "''")}'`;
}
