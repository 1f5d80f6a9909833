import { request } from 'node:https';

/**
 * How to reach an API server.
 *
 * @public
 */
export interface ApiServerAccess {
  /** With `https`. */
  url: string;
  /** The authority's certificate as a kubeconfig has it: PEM in base64. */
  caData: string;
  token: string;
}

/** `fetch` cannot be told which authority to trust. */
export async function requestJson(
  access: ApiServerAccess,
  options: {
    method: string;
    path: string;
    body?: unknown;
    contentType?: string;
  },
): Promise<{ status: number; answer: unknown }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${access.url}${options.path}`,
      {
        method: options.method,
        ca: Buffer.from(access.caData, 'base64'),
        headers: {
          authorization: `Bearer ${access.token}`,
          accept: 'application/json',
          ...(options.body !== undefined && {
            'content-type': options.contentType,
          }),
        },
      },
      incoming => {
        const chunks: Buffer[] = [];
        incoming.on('data', chunk => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = incoming.headers['content-type']?.includes('json');
          resolve({
            status: incoming.statusCode ?? 0,
            answer: isJson ? JSON.parse(text) : text,
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(
      options.body === undefined ? undefined : JSON.stringify(options.body),
    );
  });
}
