import type { JsonObject } from '@backstage/types';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { RenderedFile, TemplateRunner } from './TemplateRunner';
import { VALUES } from './values';

/**
 * A Kubernetes object of a generated repository.
 *
 * @public
 */
export interface KubernetesManifest extends JsonObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}

/**
 * What a path makes of its parameters.
 *
 * @public
 */
export class RenderedRepository {
  readonly #files: Map<string, RenderedFile>;

  /** @throws if the path refuses the parameters. */
  static async render(
    runner: TemplateRunner,
    path: string,
    changes: JsonObject,
  ): Promise<RenderedRepository> {
    const made = await runner.dryRun(path, { ...VALUES[path], ...changes });
    if (!made.ok) {
      throw new Error(made.errors.join('\n'));
    }
    return new RenderedRepository(made.files);
  }

  constructor(files: RenderedFile[]) {
    this.#files = new Map(files.map(file => [file.path, file]));
  }

  get paths(): string[] {
    return [...this.#files.keys()];
  }

  text(path: string): string {
    const file = this.#files.get(path);
    if (!file) {
      throw new Error(`${path} was not made; found ${this.paths.join(', ')}`);
    }
    return file.content.toString('utf8');
  }

  yaml(path: string) {
    return parse(this.text(path));
  }

  documents(path: string) {
    return parseAllDocuments(this.text(path)).map(document => {
      if (document.errors.length > 0) {
        throw new Error(`${path}: ${document.errors[0].message}`);
      }
      return document.toJS();
    });
  }

  /** In the order in which they are applied. */
  get manifests(): KubernetesManifest[] {
    return this.paths
      .filter(path => path.startsWith('deploy/'))
      .sort()
      .flatMap(path => this.documents(path));
  }

  /** @returns the new folder in `root` that it is written to. */
  write(root = tmpdir()): string {
    const directory = mkdtempSync(join(root, 'golden-path-'));
    for (const { path, content, executable } of this.#files.values()) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
      if (executable) {
        chmodSync(join(directory, path), 0o755);
      }
    }
    return directory;
  }
}
