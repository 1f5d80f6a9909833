import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderModuleGithub from '@backstage/plugin-scaffolder-backend-module-github';
import scaffolderModuleGitlab from '@backstage/plugin-scaffolder-backend-module-gitlab';
import type { JsonObject } from '@backstage/types';
import scaffolderModuleMlops from '@platform-ops/backstage-plugin-scaffolder-backend-module-mlops';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { TEMPLATES } from '../renderPiece';

/** Each preview writes hundreds of small files: in memory where it can be. */
const WORKING_DIRECTORY = ['/dev/shm', tmpdir()].find(existsSync)!;

/**
 * A file that a path would make.
 *
 * @public
 */
export interface RenderedFile {
  path: string;
  executable?: boolean;
  content: Buffer;
}

/**
 * A template entity, as its file has it.
 *
 * @public
 */
export interface TemplateFile {
  metadata: { name: string; annotations: Record<string, string> };
  spec: {
    parameters: Array<{
      required?: string[];
      properties: Record<string, JsonObject>;
    }>;
    steps: Array<{ id: string; action: string }>;
  };
}

/**
 * What the scaffolder answers to a dry run.
 *
 * @public
 */
export type DryRun =
  | { ok: true; files: RenderedFile[]; log: string }
  | { ok: false; status: number; errors: string[] };

/**
 * Reads the file of a path.
 *
 * @public
 */
export function readTemplate(path: string): TemplateFile {
  return parse(readFileSync(join(TEMPLATES, path, 'template.yaml'), 'utf8'));
}

/**
 * Runs templates dry in the real scaffolder, as a preview does.
 *
 * @public
 */
export class TemplateRunner {
  readonly #backend: TestBackend;
  readonly #contents = new Map<string, object[]>();

  private constructor(backend: TestBackend) {
    this.#backend = backend;
  }

  /**
   * @param readers - Where templates read repositories, beside the portal's own
   * readers.
   */
  static async start(readers: BackendFeature[] = []): Promise<TemplateRunner> {
    const backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleMlops,
        scaffolderModuleGithub,
        scaffolderModuleGitlab,
        ...readers,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: {
              baseUrl: 'http://localhost:7007',
              workingDirectory: WORKING_DIRECTORY,
            },
            // Wanted by requests, which a dry run does not open.
            integrations: {
              github: [{ host: 'github.com', token: 'of-a-test' }],
              gitlab: [{ host: 'gitlab.com', token: 'of-a-test' }],
            },
            // Named by paths, and never called in a dry run.
            goldenPaths: {
              kubernetes: { clusters: [{ name: 'sandbox' }] },
              connections: {
                pipelines: {
                  sandbox: { type: 'kfp', url: 'http://127.0.0.1:9/kfp' },
                },
                registries: {
                  sandbox: { type: 'mlflow', url: 'http://127.0.0.1:9' },
                },
              },
            },
          },
        }),
      ],
    });
    return new TemplateRunner(backend);
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }

  async dryRun(path: string, values: JsonObject): Promise<DryRun> {
    const { port } = this.#backend.server.address() as { port: number };
    const response = await fetch(
      `http://localhost:${port}/api/scaffolder/v2/dry-run`,
      {
        method: 'POST',
        // A connection that is kept is closed while tests do something else.
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({
          template: readTemplate(path),
          values,
          directoryContents: this.#contentsOf(path),
        }),
      },
    );
    const body = await response.json();
    if (!response.ok) {
      const errors: Array<{ property: string; message: string }> =
        body.errors ?? [];
      return {
        ok: false,
        status: response.status,
        errors: errors.length
          ? errors.map(({ property, message }) => `${property} ${message}`)
          : [JSON.stringify(body.error ?? body)],
      };
    }
    return {
      ok: true,
      log: body.log
        .map((line: { body: { message: string } }) => line.body.message)
        .join('\n'),
      files: body.directoryContents.map(
        (file: {
          path: string;
          executable?: boolean;
          base64Content: string;
        }) => ({
          path: file.path,
          executable: file.executable,
          content: Buffer.from(file.base64Content, 'base64'),
        }),
      ),
    };
  }

  /** The template's folder, and the pieces beside it. */
  #contentsOf(path: string): object[] {
    const known = this.#contents.get(path);
    if (known) {
      return known;
    }
    const contents = [
      ...readFolder(join(TEMPLATES, path), ''),
      ...readFolder(join(TEMPLATES, 'shared'), 'shared'),
    ];
    this.#contents.set(path, contents);
    return contents;
  }
}

function readFolder(folder: string, under: string): object[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => !/__pycache__|\.pytest_cache/.test(file))
    .map(file => ({
      path: join(under, relative(folder, file)),
      base64Content: readFileSync(file).toString('base64'),
    }));
}
