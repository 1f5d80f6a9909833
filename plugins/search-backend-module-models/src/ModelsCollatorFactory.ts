import { Readable } from 'node:stream';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import { modelsModelReadPermission } from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService } from '@platform-ops/backstage-plugin-models-node';
import { toModelDocument, type ModelDocument } from './ModelDocument';

const PAGE_SIZE = 500;

/**
 * Reads all models, page by page, as documents of the type `models`.
 */
export class ModelsCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'models';
  readonly visibilityPermission = modelsModelReadPermission;
  readonly #auth: AuthService;
  readonly #models: ModelsService;

  static create(options: {
    auth: AuthService;
    models: ModelsService;
  }): ModelsCollatorFactory {
    return new ModelsCollatorFactory(options.auth, options.models);
  }

  private constructor(auth: AuthService, models: ModelsService) {
    this.#auth = auth;
    this.#models = models;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#readDocuments());
  }

  async *#readDocuments(): AsyncGenerator<ModelDocument> {
    let cursor: string | undefined;
    do {
      const page = await this.#models.listModels(
        { limit: PAGE_SIZE, cursor },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      yield* page.items.map(toModelDocument);
      cursor = page.nextCursor;
    } while (cursor);
  }
}
