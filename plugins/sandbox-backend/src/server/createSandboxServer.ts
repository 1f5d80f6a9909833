import { createHash, timingSafeEqual } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { ApiAnswer, MlflowApi } from '../mlflow/MlflowApi';
import type { SandboxStatus } from '../types';

const MAX_BODY_BYTES = 1_000_000;

/** Where links such as "Open in MLflow" lead. */
const WELCOME = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sandbox</title>
<h1>Simulated MLflow</h1>
<p>This is the sandbox of the portal. It answers MLflow's REST API and has no pages of its own; a real MLflow would show the model here.</p>
</html>
`;

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function json(status: number, body: unknown): ApiAnswer {
  return {
    status,
    contentType: 'application/json',
    body: JSON.stringify(body),
  };
}

function refuse(status: number, code: string, message: string): ApiAnswer {
  return json(status, { error_code: code, message });
}

async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * The sandbox's own server: the simulated systems side by side on one port,
 * all behind one token.
 *
 * @remarks
 *
 * `/` and `/health` are open, `/sandbox/v1/*` is the sandbox's own, and everything else
 * is the simulated MLflow. Further systems get prefixes of their own.
 */
export function createSandboxServer(options: {
  token: string;
  mlflow: MlflowApi;
  status: () => SandboxStatus;
}): Server {
  const expected = digest(`Bearer ${options.token}`);

  const isAllowed = (request: IncomingMessage) =>
    timingSafeEqual(digest(request.headers.authorization ?? ''), expected);

  const answer = async (request: IncomingMessage): Promise<ApiAnswer> => {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://sandbox');
    if (url.pathname === '/health') {
      return { status: 200, contentType: 'text/plain', body: 'OK' };
    }
    if (url.pathname === '/' && method === 'GET') {
      return {
        status: 200,
        contentType: 'text/html; charset=utf-8',
        body: WELCOME,
      };
    }
    if (!isAllowed(request)) {
      return {
        status: 401,
        contentType: 'text/plain',
        body: "You are not authenticated. Send the sandbox's token as 'Authorization: Bearer <token>'.",
      };
    }
    if (url.pathname === '/sandbox/v1/status' && method === 'GET') {
      return json(200, options.status());
    }
    const text = await readText(request);
    if (text === undefined) {
      return refuse(
        413,
        'BAD_REQUEST',
        `The body is larger than ${MAX_BODY_BYTES} bytes.`,
      );
    }
    let body: unknown;
    try {
      body = text ? JSON.parse(text) : undefined;
    } catch {
      return refuse(400, 'BAD_REQUEST', 'The body is not valid JSON.');
    }
    return options.mlflow.answer({
      method,
      path: url.pathname,
      query: url.searchParams,
      body,
    });
  };

  const send = (response: ServerResponse, result: ApiAnswer) => {
    response.writeHead(result.status, { 'content-type': result.contentType });
    response.end(result.body);
  };

  return createServer((request, response) => {
    answer(request).then(
      result => send(response, result),
      error =>
        send(response, refuse(500, 'INTERNAL_ERROR', `${error.message}`)),
    );
  });
}
