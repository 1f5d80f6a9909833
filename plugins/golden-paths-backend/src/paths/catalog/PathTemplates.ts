import type { PathTemplate } from './PathTemplate';

/** The golden paths that somebody may see, by name. */
export class PathTemplates {
  readonly all: readonly PathTemplate[];
  readonly #byName = new Map<string, PathTemplate>();

  constructor(templates: Iterable<PathTemplate>) {
    this.all = [...templates].sort((a, b) =>
      a.templateRef < b.templateRef ? -1 : 1,
    );
    for (const template of this.all) {
      // Entities name a path without its namespace; the default one goes first.
      if (template.isInDefaultNamespace || !this.#byName.has(template.name)) {
        this.#byName.set(template.name, template);
      }
    }
  }

  find(name: string): PathTemplate | undefined {
    return this.#byName.get(name);
  }
}
