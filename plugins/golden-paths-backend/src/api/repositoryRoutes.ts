import { z } from 'zod';
import {
  listRepositoriesQuerySchema,
  listRepositoriesResponseSchema,
  publishCommitSchema,
  publishedCommitSchema,
  repositoryCommitsQuerySchema,
  repositoryCommitsResponseSchema,
  repositoryContentsQuerySchema,
  repositoryContentsSchema,
  repositoryFileQuerySchema,
  repositoryFileSchema,
  repositoryNameSchema,
  repositorySchema,
  repositoryTreeQuerySchema,
  repositoryTreeSchema,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';

const params = z.object({ name: repositoryNameSchema });

/**
 * The portal's own Git repositories.
 */
export const repositoryRoutes = {
  listRepositories: {
    method: 'get',
    path: '/repositories',
    summary: 'The Git repositories that the portal keeps, newest push first',
    query: listRepositoriesQuerySchema,
    response: listRepositoriesResponseSchema,
    example: { query: { limit: '10' } },
  },
  getRepository: {
    method: 'get',
    path: '/repositories/:name',
    summary: 'A repository',
    params,
    response: repositorySchema,
  },
  getTree: {
    method: 'get',
    path: '/repositories/:name/tree',
    summary: 'The names of all files of a repository',
    params,
    query: repositoryTreeQuerySchema,
    response: repositoryTreeSchema,
  },
  getFile: {
    method: 'get',
    path: '/repositories/:name/file',
    summary: 'A file of a repository, with its text',
    params,
    query: repositoryFileQuerySchema,
    response: repositoryFileSchema,
  },
  getContents: {
    method: 'get',
    path: '/repositories/:name/contents',
    summary: 'All files of a repository or of a folder, with what is in them',
    params,
    query: repositoryContentsQuerySchema,
    response: repositoryContentsSchema,
  },
  listCommits: {
    method: 'get',
    path: '/repositories/:name/commits',
    summary: 'The commits of a repository, newest first',
    params,
    query: repositoryCommitsQuerySchema,
    response: repositoryCommitsResponseSchema,
  },
  publishCommit: {
    method: 'post',
    path: '/repositories/:name/commits',
    summary: 'Commit to a repository, and make it where it is missing',
    params,
    body: publishCommitSchema,
    response: publishedCommitSchema,
  },
} satisfies Record<string, RouteDefinition>;
