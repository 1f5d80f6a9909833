import { createHash, timingSafeEqual } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MlflowApi } from '../mlflow/MlflowApi';
import type { SandboxStatus } from '../types';
import {
  answerOrRefusal,
  json,
  type Answer,
  type SandboxRequest,
} from './Answer';

const MAX_BODY_BYTES = 1_000_000;
/** All else is taken for JSON, also where nothing is said. */
const OTHER_CONTENT = /^(?:multipart\/|application\/(?:[\w.-]+\+)?yaml)/;

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

function refuse(status: number, code: string, message: string): Answer {
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
 * A simulated system.
 */
export interface SandboxSystem {
  answer(request: SandboxRequest): Answer;
}

/**
 * The sandbox's own server: the simulated systems side by side on one port,
 * all behind one token.
 *
 * @remarks
 *
 * `/` and `/health` are open, `/sandbox/v1/*` is the sandbox's own, other systems have
 * prefixes of their own, and everything else is the simulated MLflow.
 */
export function createSandboxServer(options: {
  token: string;
  mlflow: MlflowApi;
  /** By the first part of their paths, such as `/metrics/`. */
  systems?: Record<string, SandboxSystem>;
  status: () => SandboxStatus;
  /** Called before each answer: lets happen what has come due. */
  onRequest?: () => void;
  /** Called after requests that may have changed the registry. */
  onRegistryWrite?: () => void;
}): Server {
  const systems = Object.entries(options.systems ?? {});
  const expected = digest(`Bearer ${options.token}`);

  const isAllowed = (request: IncomingMessage) =>
    timingSafeEqual(digest(request.headers.authorization ?? ''), expected);

  const answer = async (request: IncomingMessage): Promise<Answer> => {
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
    const contentType = request.headers['content-type'] ?? '';
    let body: unknown;
    try {
      body =
        text && !OTHER_CONTENT.test(contentType) ? JSON.parse(text) : undefined;
    } catch {
      return refuse(400, 'BAD_REQUEST', 'The body is not valid JSON.');
    }
    const asked = {
      method,
      path: url.pathname,
      query: url.searchParams,
      accept: request.headers.accept ?? '',
      host: `${request.socket.localAddress}:${request.socket.localPort}`,
      contentType,
      text,
      body,
    };
    options.onRequest?.();
    const system = systems.find(([prefix]) => url.pathname.startsWith(prefix));
    if (system) {
      return answerOrRefusal(() => system[1].answer(asked));
    }
    const result = options.mlflow.answer(asked);
    if (method !== 'GET') {
      options.onRegistryWrite?.();
    }
    return result;
  };

  const send = async (response: ServerResponse, { body, ...head }: Answer) => {
    response.writeHead(head.status, { 'content-type': head.contentType });
    if (typeof body === 'string') {
      response.end(body);
    } else {
      await pipeline(Readable.from(body), response);
    }
  };

  return createServer((request, response) => {
    answer(request)
      .catch(error => refuse(500, 'INTERNAL_ERROR', `${error.message}`))
      .then(result => send(response, result))
      // The caller has gone before the end.
      .catch(() => response.destroy());
  });
}
