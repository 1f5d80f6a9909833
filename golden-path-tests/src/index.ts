/**
 * Renders the golden paths and runs what comes out.
 *
 * @packageDocumentation
 */

export {
  RenderedRepository,
  type KubernetesManifest,
} from './paths/RenderedRepository';
export {
  readTemplate,
  TemplateRunner,
  type DryRun,
  type RenderedFile,
  type TemplateFile,
} from './paths/TemplateRunner';
export { CHOICES, combinations, pairs, VALUES } from './paths/values';
export { TEMPLATES } from './renderPiece';
