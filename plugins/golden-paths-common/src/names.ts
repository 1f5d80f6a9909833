/**
 * Names that Kubernetes, Git or Windows take for something else. A path makes
 * nothing of these names.
 *
 * @public
 */
export const RESERVED_NAMES: readonly string[] = [
  'admin',
  'api',
  'argocd',
  'aux',
  'cert-manager',
  'com1',
  'com2',
  'com3',
  'com4',
  'com5',
  'com6',
  'com7',
  'com8',
  'com9',
  'con',
  'default',
  'git',
  'head',
  'kube-node-lease',
  'kube-public',
  'kube-system',
  'kubeflow',
  'kubernetes',
  'kserve',
  'localhost',
  'lpt1',
  'lpt2',
  'lpt3',
  'lpt4',
  'lpt5',
  'lpt6',
  'lpt7',
  'lpt8',
  'lpt9',
  'main',
  'master',
  'monitoring',
  'null',
  'nul',
  'prn',
  'root',
  'system',
  'true',
  'false',
  'undefined',
  'none',
];

/** A namespace is named as what is in it, and these are the cluster's own. */
const OF_THE_CLUSTER = /^(?:kube|istio|knative)-|-system$/;

const SHORTEST = 3;
const LONGEST = 40;
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Why nothing that a path makes may have this name; undefined where it may.
 *
 * @public
 */
export function describeNameProblem(name: string): string | undefined {
  // One look-alike among ASCII letters is not to be seen: it is named.
  // eslint-disable-next-line no-control-regex
  const foreign = /[^\x20-\x7e]/u.exec(name)?.[0];
  if (foreign) {
    const code = foreign.codePointAt(0)!.toString(16).toUpperCase();
    return `The sign U+${code.padStart(
      4,
      '0',
    )} is not allowed: use the letters a to z, digits and hyphens`;
  }
  if (!NAME.test(name)) {
    return 'Use lower-case letters and digits, in words joined by single hyphens, such as chest-xray-triage; it begins with a letter';
  }
  if (name.length < SHORTEST || name.length > LONGEST) {
    return `It has ${name.length} characters; ${SHORTEST} to ${LONGEST} are allowed`;
  }
  if (RESERVED_NAMES.includes(name)) {
    return `"${name}" is a reserved word`;
  }
  if (OF_THE_CLUSTER.test(name)) {
    return 'Names that begin with kube-, istio- or knative-, or end with -system, are those of the cluster itself';
  }
  return undefined;
}
