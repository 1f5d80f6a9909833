import {
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  getGitLabRequestOptions,
  type GitLabIntegration,
  type ScmIntegrations,
} from '@backstage/integration';
import type {
  PipelineRun,
  RunStep,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { NotAskedError, type RunFeed, type RunSource } from '../../RunSource';
import { askJson } from '../askJson';
import { StepMemory } from '../StepMemory';
import { jobsSchema, pipelinesSchema, toRun, toStep } from './toRun';

const ANNOTATION = 'gitlab.com/project-slug';
const KEY = 'integrations.gitlab';
const DEFAULT_HOST = 'gitlab.com';
const EVERY_MS = 30_000;
const MOST_RUNS = 15;
const MOST_JOBS = 50;
const SLUG = /^[\w.-]+(\/[\w.-]+)+$/;

/**
 * Pipelines of GitLab CI, by the token of `integrations.gitlab`.
 */
export class GitlabPipelinesSource implements RunSource {
  readonly #integrations: ScmIntegrations;
  readonly #steps = new StepMemory();

  constructor(options: { integrations: ScmIntegrations }) {
    this.#integrations = options.integrations;
  }

  feedsOf(entity: Entity): RunFeed[] {
    const slug = entity.metadata.annotations?.[ANNOTATION];
    if (!slug) {
      return [];
    }
    const { gitlab } = this.#integrations;
    const location = (
      entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION] ?? ''
    ).replace(/^url:/, '');
    const integration =
      (URL.canParse(location) && gitlab.byUrl(location)) ||
      gitlab.byHost(DEFAULT_HOST);
    const host = integration?.config.host ?? DEFAULT_HOST;
    const id = `ci:${host}/${slug}`;
    return [
      {
        id,
        type: 'ci',
        system: `ci:${host}`,
        title: `GitLab CI of ${slug}`,
        everyMilliseconds: EVERY_MS,
        read: async signal => {
          if (!SLUG.test(slug)) {
            throw new InputError(
              `${ANNOTATION}: found '${slug}', allowed is <group>/<project>`,
            );
          }
          return this.#read({ id, slug, integration, signal });
        },
      },
    ];
  }

  async #read(options: {
    id: string;
    slug: string;
    integration: GitLabIntegration | undefined;
    signal: AbortSignal;
  }): Promise<PipelineRun[]> {
    const { id, slug, integration, signal } = options;
    if (!integration?.config.token) {
      throw new NotAskedError(
        `${KEY} has no token for ${
          integration?.config.host ?? DEFAULT_HOST
        }, without which its runs are not asked for`,
      );
    }
    const { apiBaseUrl } = integration.config;
    const pipelines = `${apiBaseUrl}/projects/${encodeURIComponent(
      slug,
    )}/pipelines`;
    const asked = {
      ...getGitLabRequestOptions(integration.config),
      key: KEY,
      signal,
    };
    const found = await askJson({
      ...asked,
      schema: pipelinesSchema,
      url: `${pipelines}?per_page=${MOST_RUNS}`,
    });
    const runs = found.map(pipeline => toRun(pipeline, id));
    return this.#steps.addTo(runs, async (run): Promise<RunStep[]> => {
      const jobs = await askJson({
        ...asked,
        schema: jobsSchema,
        url: `${pipelines}/${run.id}/jobs?per_page=${MOST_JOBS}`,
      });
      // The newest come first.
      return jobs.reverse().map(toStep);
    });
  }
}
