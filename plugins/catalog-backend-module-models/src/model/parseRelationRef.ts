import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';

/**
 * The entity that a shorthand ref means, or undefined where it is not a ref or
 * means a kind that is not allowed. The catalog itself accepts any text as a
 * name, and leaves refs of other kinds out without a word.
 */
export function parseRelationRef(
  ref: string,
  options: { defaultKind?: string; allowedKinds: string[] },
): CompoundEntityRef | undefined {
  let parsed: CompoundEntityRef;
  try {
    parsed = parseEntityRef(ref, {
      defaultKind: options.defaultKind,
      defaultNamespace: DEFAULT_NAMESPACE,
    });
  } catch {
    return undefined;
  }
  const kind = parsed.kind.toLocaleLowerCase('en-US');
  return options.allowedKinds.some(
    allowed => allowed.toLocaleLowerCase('en-US') === kind,
  ) &&
    KubernetesValidatorFunctions.isValidObjectName(parsed.name) &&
    KubernetesValidatorFunctions.isValidNamespace(parsed.namespace)
    ? parsed
    : undefined;
}
