import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Preview } from '@platform-ops/backstage-plugin-golden-paths-common';
import type { PathCatalog } from '../catalog/PathCatalog';
import type { PathRenderer } from './PathRenderer';
import { toPreview } from './toPreview';

/** Shows what a template would make. */
export class PreviewService {
  readonly #catalog: PathCatalog;
  readonly #renderer: PathRenderer;

  constructor(options: {
    pathCatalog: PathCatalog;
    pathRenderer: PathRenderer;
  }) {
    this.#catalog = options.pathCatalog;
    this.#renderer = options.pathRenderer;
  }

  async preview(
    request: { templateRef: string; values: JsonObject },
    credentials: BackstageCredentials,
  ): Promise<Preview> {
    const { templateRef, values } = request;
    if (!templateRef.startsWith('template:')) {
      throw new InputError(
        `templateRef: found ${templateRef}; expected is the ref of a template, such as template:default/serve-model`,
      );
    }
    const template = await this.#catalog.getEntity(templateRef, credentials);
    return toPreview(
      await this.#renderer.render(template, values, credentials),
    );
  }
}
