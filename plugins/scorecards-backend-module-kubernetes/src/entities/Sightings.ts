/**
 * Remembers when clusters last told what runs in them, and what of it was of
 * which entity.
 */
export class Sightings {
  readonly #since: Date;
  readonly #last = new Map<string, { at: Date; refs: Set<string> }>();

  /** @param since - Nothing is known of the time before. */
  constructor(since: Date) {
    this.#since = since;
  }

  /** What was seen in a cluster that answered; all that was before is forgotten. */
  note(cluster: string, refs: Set<string>, at: Date): void {
    this.#last.set(cluster, { at, refs });
  }

  /** Whether some of it ran there when the cluster last answered. */
  wasSeen(cluster: string, entityRef: string): boolean {
    return this.#last.get(cluster)?.refs.has(entityRef) ?? false;
  }

  silentSince(cluster: string): Date {
    return this.#last.get(cluster)?.at ?? this.#since;
  }
}
