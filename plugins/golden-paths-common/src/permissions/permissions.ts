import { createPermission } from '@backstage/plugin-permission-common';

/**
 * See the golden paths, which entities came from them and which of these are
 * behind. Narrowed by the catalog's own `catalog.entity.read`.
 *
 * @public
 */
export const goldenPathsPathReadPermission = createPermission({
  name: 'golden-paths.path.read',
  attributes: { action: 'read' },
});

/**
 * See what a path would make of given values. Makes nothing.
 *
 * @public
 */
export const goldenPathsPathPreviewPermission = createPermission({
  name: 'golden-paths.path.preview',
  attributes: { action: 'read' },
});

/**
 * Read the Git repositories that the portal keeps.
 *
 * @public
 */
export const goldenPathsRepositoryReadPermission = createPermission({
  name: 'golden-paths.repository.read',
  attributes: { action: 'read' },
});

/**
 * Make such a repository and commit to it.
 *
 * @public
 */
export const goldenPathsRepositoryPublishPermission = createPermission({
  name: 'golden-paths.repository.publish',
  attributes: { action: 'create' },
});

/**
 * See the runs of the pipelines of the entities that one may see.
 *
 * @public
 */
export const goldenPathsPipelineReadPermission = createPermission({
  name: 'golden-paths.pipeline.read',
  attributes: { action: 'read' },
});

/**
 * All permissions of the golden paths.
 *
 * @public
 */
export const goldenPathsPermissions = [
  goldenPathsPathReadPermission,
  goldenPathsPathPreviewPermission,
  goldenPathsRepositoryReadPermission,
  goldenPathsRepositoryPublishPermission,
  goldenPathsPipelineReadPermission,
];
