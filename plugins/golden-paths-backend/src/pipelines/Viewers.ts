/** How long somebody is taken to look after they asked. */
const LOOKING_MS = 60_000;

/** Somebody who looks at the runs of an entity. */
export interface Viewer {
  entityRef: string;
  /** A backend that asks by itself has none. */
  userRef?: string;
}

/** Who looks at something at this time. */
export class Viewers {
  readonly #seen = new Map<string, { viewer: Viewer; at: number }>();

  add(viewer: Viewer, now: number): void {
    this.#seen.set(JSON.stringify([viewer.entityRef, viewer.userRef]), {
      viewer,
      at: now,
    });
  }

  at(now: number): Viewer[] {
    for (const [key, { at }] of this.#seen) {
      if (Math.abs(now - at) > LOOKING_MS) {
        this.#seen.delete(key);
      }
    }
    return [...this.#seen.values()].map(({ viewer }) => viewer);
  }
}
