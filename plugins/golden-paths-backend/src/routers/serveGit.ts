import type { Request, Response, Router } from 'express';
import type {
  HttpAuthService,
  HttpRouterService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { goldenPathsRepositoryReadPermission } from '@platform-ops/backstage-plugin-golden-paths-common';
import type { RepositoryUrls } from '@platform-ops/backstage-plugin-golden-paths-node';
import type { CatalogAccess } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { RawFiles } from '../repositories/RawFiles';
import type { ServedGit } from '../repositories/ServedGit';

const ROOT = '/git';
const CLONE = /^\/git\/(?<name>[a-z0-9-]{3,40})\.git\/(?<path>[\w./-]+)$/;
/** Has Git ask for a name and a password, where nothing came with the request. */
const CHALLENGE = 'Basic realm="Password: a token of the portal"';
const BASIC = /^Basic ([\w+/=-]+)$/i;

export interface GitRouterOptions {
  httpAuth: HttpAuthService;
  appUrl: string | undefined;
  repositoryAccess: CatalogAccess;
  repositoryUrls: RepositoryUrls;
  rawFiles: RawFiles;
  servedGit: ServedGit;
}

/** A browser that follows a link to a file has no token: it is led to the page. */
export function letBrowsersIn(httpRouter: HttpRouterService): void {
  httpRouter.addAuthPolicy({ path: ROOT, allow: 'unauthenticated' });
}

/**
 * Serves the repositories for reading: to Git, which fetches them file by file,
 * and to whoever wants one of their files as it is.
 */
export function serveGit(router: Router, options: GitRouterOptions): void {
  const { httpAuth, repositoryAccess, rawFiles, servedGit } = options;

  const require = async (request: Request) =>
    repositoryAccess.require(
      goldenPathsRepositoryReadPermission,
      await httpAuth.credentials(request, { allow: ['user', 'service'] }),
    );

  router.get(`${ROOT}/*`, async (request, response) => {
    const clone = CLONE.exec(request.path)?.groups;
    if (clone) {
      takePassword(request);
      response.setHeader('www-authenticate', CHALLENGE);
      await require(request);
      response.removeHeader('www-authenticate');
      send(response, await servedGit.read(clone.name, clone.path));
      return;
    }
    const address = options.repositoryUrls.parsePath(
      request.path.slice(`${ROOT}/`.length),
    );
    const page = address && pageOf(options.appUrl, address);
    if (page && isFollowedLink(request)) {
      response.redirect(page);
      return;
    }
    await require(request);
    if (!address) {
      throw new NotFoundError(
        `There is nothing at ${request.path}; allowed is /git/<repository>.git/…, /git/<repository>/blob/main/<file> or /git/<repository>/tree/main/<folder>`,
      );
    }
    send(response, await rawFiles.read(address));
  });
}

/** Git knows names and passwords only: the password is the token. */
function takePassword({ headers }: Request): void {
  const basic = BASIC.exec(headers.authorization ?? '')?.[1];
  if (basic) {
    const [, ...password] = Buffer.from(basic, 'base64').toString().split(':');
    headers.authorization = `Bearer ${password.join(':')}`;
  }
}

function isFollowedLink(request: Request): boolean {
  return (
    request.headers.authorization === undefined &&
    request.accepts(['json', 'html']) === 'html'
  );
}

function pageOf(
  appUrl: string | undefined,
  { repository, path }: { repository: string; path: string },
): string | undefined {
  const file = path && `?file=${encodeURIComponent(path)}`;
  return appUrl && `${appUrl}/repositories/${repository}${file}`;
}

/** Never as something that a browser shows or runs. */
function send(
  response: Response,
  {
    content,
    contentType,
    etag,
  }: { content: Buffer; contentType: string; etag?: string },
): void {
  if (etag) {
    response.setHeader('etag', `"${etag}"`);
  }
  response.setHeader('content-type', contentType);
  response.setHeader('content-disposition', 'attachment');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('content-security-policy', "default-src 'none'; sandbox");
  response.setHeader('cache-control', 'private, no-cache');
  response.send(content);
}
