import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createFetchTemplateAction } from '@backstage/plugin-scaffolder-backend';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Where the golden paths of this repository are.
 *
 * @public
 */
export const TEMPLATES = join(__dirname, '../../templates');

/**
 * Renders one shared piece into a folder, with the scaffolder's own renderer
 * and the options of `golden-path:fetch-shared`.
 */
export async function renderPiece(
  piece: string,
  values: JsonObject,
  workspacePath: string,
): Promise<void> {
  const action = createFetchTemplateAction({
    reader: mockServices.urlReader.mock(),
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
  });
  const baseUrl = pathToFileURL(join(TEMPLATES, 'shared', 'all.yaml')).href;
  const scratch = mkdtempSync(join(tmpdir(), 'golden-path-piece-'));
  try {
    await action.handler(
      createMockActionContext({
        workspacePath,
        createTemporaryDirectory: async () => scratch,
        templateInfo: { entityRef: 'template:default/a-test', baseUrl },
        input: { url: `./${piece}`, values, templateFileExtension: '.njk' },
      }) as never,
    );
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
