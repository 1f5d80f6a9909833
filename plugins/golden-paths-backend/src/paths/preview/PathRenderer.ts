import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { callerOf } from '../../callerOf';
import type { DryRun } from './DryRun';
import type { DryRunner } from './DryRunner';
import { PreviewLimit } from './PreviewLimit';
import type { TemplateFiles } from './TemplateFiles';

const TIMEOUT_MS = 60_000;

/** Renders what a template would make, and makes nothing. */
export class PathRenderer {
  readonly #files: TemplateFiles;
  readonly #runner: DryRunner;
  readonly #auth: AuthService;
  readonly #limit = new PreviewLimit();

  constructor(options: {
    auth: AuthService;
    templateFiles: TemplateFiles;
    dryRunner: DryRunner;
  }) {
    this.#auth = options.auth;
    this.#files = options.templateFiles;
    this.#runner = options.dryRunner;
  }

  async render(
    template: Entity,
    values: JsonObject,
    credentials: BackstageCredentials,
  ): Promise<DryRun> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return this.#limit.run(
      async () => {
        const files = await this.#files.read(template, signal);
        return this.#runner.run(
          { template, values, files },
          { credentials, signal },
        );
      },
      { caller: callerOf(this.#auth, credentials), signal },
    );
  }
}
