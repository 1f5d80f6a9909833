/**
 * Form fields, previews, pipelines and repositories of golden paths.
 *
 * @packageDocumentation
 */

export * from './api';
export { goldenPathsPlugin as default } from './plugin';
export { goldenPathCardsModule } from './cardsModule';
export { goldenPathLinksModule } from './linksModule';
