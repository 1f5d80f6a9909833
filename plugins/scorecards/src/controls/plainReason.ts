const PLACES: Record<string, string> = {
  system: 'system',
  resource: 'cluster',
  group: 'group',
};

/** A reason as people read it: where it is met above, that in words, no ref. */
export function plainReason(reason: string | undefined): string | undefined {
  return reason?.replace(
    /^(system|resource|group):[^/\s]+\/([^:\s]+): /,
    (_, kind: string, name: string) => `At the ${PLACES[kind]} ${name}: `,
  );
}
