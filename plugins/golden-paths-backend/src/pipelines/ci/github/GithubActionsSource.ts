import {
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
  type GithubIntegration,
  type ScmIntegrations,
} from '@backstage/integration';
import type {
  PipelineRun,
  RunStep,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { NotAskedError, type RunFeed, type RunSource } from '../../RunSource';
import { askJson } from '../askJson';
import { StepMemory } from '../StepMemory';
import { jobsSchema, runsSchema, toRun, toStep } from './toRun';

const ANNOTATION = 'github.com/project-slug';
const KEY = 'integrations.github';
const DEFAULT_HOST = 'github.com';
/** GitHub allows 5,000 questions an hour. */
const EVERY_MS = 30_000;
const MOST_RUNS = 15;
const MOST_JOBS = 50;
const SLUG = /^[\w.-]+\/[\w.-]+$/;

/**
 * Runs of GitHub Actions, by the credentials of `integrations.github`.
 */
export class GithubActionsSource implements RunSource {
  readonly #integrations: ScmIntegrations;
  readonly #credentials: GithubCredentialsProvider;
  readonly #steps = new StepMemory();

  constructor(options: { integrations: ScmIntegrations }) {
    this.#integrations = options.integrations;
    this.#credentials = DefaultGithubCredentialsProvider.fromIntegrations(
      options.integrations,
    );
  }

  feedsOf(entity: Entity): RunFeed[] {
    const slug = entity.metadata.annotations?.[ANNOTATION];
    if (!slug) {
      return [];
    }
    const { github } = this.#integrations;
    const location = (
      entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION] ?? ''
    ).replace(/^url:/, '');
    const integration =
      (URL.canParse(location) && github.byUrl(location)) ||
      github.byHost(DEFAULT_HOST);
    const host = integration?.config.host ?? DEFAULT_HOST;
    const id = `ci:${host}/${slug}`;
    return [
      {
        id,
        type: 'ci',
        system: `ci:${host}`,
        title: `GitHub Actions of ${slug}`,
        everyMilliseconds: EVERY_MS,
        read: async signal => {
          const isSlug =
            SLUG.test(slug) &&
            !slug.split('/').some(part => /^\.+$/.test(part));
          if (!isSlug) {
            throw new InputError(
              `${ANNOTATION}: found '${slug}', allowed is <owner>/<repository>`,
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
    integration: GithubIntegration | undefined;
    signal: AbortSignal;
  }): Promise<PipelineRun[]> {
    const { id, slug, integration, signal } = options;
    const { host = DEFAULT_HOST, apiBaseUrl } = integration?.config ?? {};
    const { headers } = apiBaseUrl
      ? await this.#credentials.getCredentials({
          url: `https://${host}/${slug}`,
        })
      : {};
    if (!headers) {
      throw new NotAskedError(
        `${KEY} has no token for ${host}, without which its runs are not asked for`,
      );
    }
    const actions = `${apiBaseUrl}/repos/${slug}/actions`;
    const asked = { headers, key: KEY, signal };
    const { workflow_runs: found } = await askJson({
      ...asked,
      schema: runsSchema,
      url: `${actions}/runs?per_page=${MOST_RUNS}`,
    });
    const runs = found.map(run => toRun(run, id));
    return this.#steps.addTo(runs, async (run): Promise<RunStep[]> => {
      const { jobs } = await askJson({
        ...asked,
        schema: jobsSchema,
        url: `${actions}/runs/${run.id}/jobs?per_page=${MOST_JOBS}`,
      });
      return jobs.map(toStep);
    });
  }
}
