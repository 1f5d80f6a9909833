import { dirname } from 'node:path';

/** Paths that are in use, also where letters are of one case alone. */
export class TakenPaths {
  readonly #files: Set<string>;
  readonly #folders = new Set<string>();

  constructor(files: string[]) {
    const lower = files.map(file => file.toLowerCase());
    this.#files = new Set(lower);
    for (const file of lower) {
      for (const folder of parentsOf(file)) {
        this.#folders.add(folder);
      }
    }
  }

  has(path: string): boolean {
    const lower = path.toLowerCase();
    return (
      this.#files.has(lower) ||
      this.#folders.has(lower) ||
      parentsOf(lower).some(parent => this.#files.has(parent))
    );
  }
}

function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    parents.push(at);
  }
  return parents;
}
