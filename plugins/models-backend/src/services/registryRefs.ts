/**
 * The parts of `<registry>/<native name>`.
 */
export function splitRegistryRef(ref: string): [string, string] | undefined {
  const slash = ref.indexOf('/');
  return slash > 0 ? [ref.slice(0, slash), ref.slice(slash + 1)] : undefined;
}
