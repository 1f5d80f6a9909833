import { inspect } from 'node:util';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { z } from 'zod';
import { InstantTimer } from '../__testUtils__/InstantTimer';
import type { ConnectionOptions } from './ConnectionOptions';
import type { Question } from './Question';
import { ServiceError } from './ServiceError';
import { ServiceHttp } from './ServiceHttp';

const TOKEN = 'a-token-that-nobody-may-see';

describe('ServiceHttp', () => {
  let server: FakeHttpServer;
  let timer: InstantTimer;
  beforeAll(async () => {
    server = await FakeHttpServer.start();
  });
  afterAll(async () => {
    await server.stop();
  });
  beforeEach(() => {
    timer = InstantTimer.create();
  });

  const ask = async (
    question: Partial<Question> = {},
    options: Partial<ConnectionOptions> = {},
  ) =>
    ServiceHttp.create('Service', {
      url: `${server.url}/base/`,
      key: 'services.main',
      token: TOKEN,
      timer,
      ...options,
    }).ask(z.object({ ok: z.boolean() }), {
      method: 'GET',
      path: ['things', 'a/b:c'],
      signal: undefined,
      ...question,
    });

  it('asks with credentials, and keeps names in their part of the path', async () => {
    server.answer(() => ({ body: { ok: true } }));
    await expect(
      ask({ query: { filter: 'a=b&c', page: 2, none: undefined } }),
    ).resolves.toEqual({ ok: true });
    await ask(
      { method: 'POST', body: { a: 1 } },
      {
        token: undefined,
        username: 'me',
        password: 'secret',
        headers: { 'X-Tenant': 'a' },
      },
    );
    expect(server.asked).toMatchObject([
      {
        method: 'GET',
        url: '/base/things/a%2Fb:c?filter=a%3Db%26c&page=2',
        headers: { authorization: `Bearer ${TOKEN}` },
      },
      {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa('me:secret')}`,
          'x-tenant': 'a',
          'content-type': 'application/json',
        },
        body: '{"a":1}',
      },
    ]);
    await expect(ask({ path: ['things', '..'] })).rejects.toThrow(
      "Service (services.main) cannot be asked for '..'",
    );
  });

  it.each([
    [{ url: 'ftp://a' }, 'services.main.url: found something else'],
    [{ url: 'https://me:x@a' }, 'services.main.url: found something else'],
    [{ username: 'me' }, 'services.main: found token beside username'],
    [
      { token: undefined, username: 'me' },
      'services.main: found one of username and password',
    ],
    [
      { token: undefined, username: 'm:e', password: 'x' },
      "services.main: found a username with ':'",
    ],
    [
      { token: `${TOKEN}\n` },
      'services.main: found a value for the header authorization that HTTP cannot carry',
    ],
    [{ headers: { 'a b': 'c' } }, 'services.main: found a header with a'],
  ])('refuses a connection with %j', async (options, message) => {
    const error = await ask({}, options).catch(thrown => thrown);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain(TOKEN);
  });

  it('asks again what changes nothing while the service is busy', async () => {
    server.answerInTurn(
      { status: 503 },
      { status: 429, headers: { 'retry-after': '7' } },
      { hangUp: true },
      { body: { ok: true } },
    );
    await expect(ask()).resolves.toEqual({ ok: true });
    const [first, second, third] = timer.pauses;
    expect(first).toBeGreaterThanOrEqual(125);
    expect(first).toBeLessThanOrEqual(250);
    expect(second).toBe(7000);
    expect(third).toBeGreaterThanOrEqual(500);

    server.answer(() => ({ status: 503 }));
    await expect(ask()).rejects.toMatchObject({ status: 503, passing: true });
    expect(server.asked).toHaveLength(4);

    server.answer(() => ({ status: 503, headers: { 'retry-after': '3600' } }));
    await expect(ask()).rejects.toMatchObject({ status: 503 });
    expect(server.asked).toHaveLength(1);
  });

  it('sends nothing twice that may change something', async () => {
    for (const answer of [{ status: 503 }, { hangUp: true }]) {
      server.answer(() => answer);
      await expect(ask({ method: 'POST', body: {} })).rejects.toBeInstanceOf(
        ServiceError,
      );
      expect(server.asked).toHaveLength(1);
    }
  });

  it('follows redirects of the same server only', async () => {
    server.answer(({ path }) =>
      path === '/base/moved'
        ? { body: { ok: true } }
        : { status: 302, headers: { location: '/base/moved' } },
    );
    await expect(ask()).resolves.toEqual({ ok: true });
    await expect(ask({ method: 'POST', body: {} })).rejects.toThrow(
      'with a redirect to another path, which is not followed',
    );

    const other = await FakeHttpServer.start();
    server.answer(() => ({
      status: 307,
      headers: { location: `${other.url}/?token=${TOKEN}` },
    }));
    await expect(ask()).rejects.toThrow(
      `Service (services.main) answered GET /things/a%2Fb:c with a redirect to ${other.url}, which is not followed. Put the final address into the url in services.main; if it is a sign-in page, look at the credentials`,
    );
    expect(other.asked).toEqual([]);
    await other.stop();

    server.answer(({ url }) => ({ status: 302, headers: { location: url } }));
    await expect(ask()).rejects.toThrow('which is not followed');
    expect(server.asked).toHaveLength(4);
  });

  it.each([
    ['<!doctype html><p>Sign in', 'with a web page where JSON was expected'],
    [`no JSON ${TOKEN}`, 'with something that is not JSON: no JSON ***'],
    ['{"ok":"yes"}', 'with something unexpected: ok: expected boolean'],
    ['', 'with something unexpected: expected object'],
  ])('says that %j is no answer', async (body, message) => {
    server.answer(() => ({ body }));
    await expect(ask()).rejects.toThrow(message);
  });

  it('tells what is not there from an address that is wrong', async () => {
    const find = async () =>
      ServiceHttp.create('Service', { url: server.url }).find(z.object({}), {
        method: 'GET',
        path: ['things'],
        signal: undefined,
      });
    for (const body of [
      { code: 5, message: 'not found', details: [] },
      { code: 'NotFound', message: 'not found' },
    ]) {
      server.answer(() => ({ status: 404, body }));
      await expect(find()).resolves.toBe(undefined);
    }
    for (const body of [
      '404 page not found',
      '<html>',
      { detail: 'Not Found' },
    ]) {
      server.answer(() => ({ status: 404, body }));
      await expect(find()).rejects.toMatchObject({ status: 404 });
    }
  });

  it('reads numbers that JSON does not know', async () => {
    server.answer(() => ({ body: '{"ok":true,"loss":NaN,"a":"NaN"}' }));
    await expect(ask()).resolves.toEqual({ ok: true });
  });

  it('reads no more than 5 MiB', async () => {
    let sent = 0;
    server.answer(() => ({
      body: (async function* pieces() {
        for (; sent < 100; sent++) {
          yield 'x'.repeat(1024 * 1024);
        }
      })(),
    }));
    await expect(ask()).rejects.toThrow('with more than 5 MiB');
    expect(sent).toBeLessThan(100);
  });

  it('says that nobody answers', async () => {
    server.answer(() => ({ silent: true }));
    await expect(ask({}, { timeoutSeconds: 0.05 })).rejects.toThrow(
      'Service (services.main) did not answer GET /things/a%2Fb:c within 0.05 s',
    );
    const gone = await FakeHttpServer.start();
    const { url } = gone;
    await gone.stop();
    await expect(ask({}, { url })).rejects.toMatchObject({
      message:
        'Service (services.main) could not be reached for GET /things/a%2Fb:c (ECONNREFUSED)',
      passing: true,
    });
    expect(timer.pauses).toHaveLength(3);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    server.answer(() => {
      controller.abort(new Error('canceled'));
      return { silent: true };
    });
    await expect(ask({ signal: controller.signal })).rejects.toThrow(
      'canceled',
    );
  });

  it('tells no secret, whatever the service and the connection say', async () => {
    const secret = 'the-secret-of-a-webhook';
    const header = 'a-key-of-a-gateway';
    const answers = [400, 401, 403, 409, 500, 503].flatMap(status => [
      { status, body: `${TOKEN} ${secret} ${header}` },
      { status, body: { message: `Bearer ${TOKEN}, ${secret}, ${header}` } },
      {
        status,
        body: { error_message: 'x'.repeat(290) + TOKEN, error_code: TOKEN },
      },
    ]);
    for (const answer of answers) {
      server.answer(() => answer);
      const error = await ask(
        { method: 'POST', body: { secret }, secrets: [secret] },
        { headers: { 'x-key': header } },
      ).catch(thrown => thrown);
      expect(error).toBeInstanceOf(ServiceError);
      const told = inspect(error, { depth: 10 });
      for (const part of [TOKEN, TOKEN.slice(0, 12), secret, header]) {
        expect(told).not.toContain(part);
      }
    }
    const thrown = await ask(
      {},
      {
        fetch: async () => {
          throw new Error(`cannot send ${TOKEN}`);
        },
      },
    ).catch(error => error);
    expect(inspect(thrown)).not.toContain(TOKEN);
  });

  it('hands no credentials on that an answer repeats, nor endless reasons', async () => {
    const http = ServiceHttp.create('Service', {
      url: server.url,
      username: 'ada',
      password: TOKEN,
      headers: { 'x-tenant': 'imaging' },
    });
    server.answer(() => ({
      body: { why: `Authorization: Basic ${btoa(`ada:${TOKEN}`)}, ${TOKEN}` },
    }));
    const { why } = await http.ask(z.object({ why: z.string() }), {
      method: 'GET',
      path: ['imaging'],
      signal: undefined,
    });
    expect(why).toBe('Authorization: Basic ***, ***');
    expect(http.error('x'.repeat(100_000)).message).toHaveLength(2001);
  });
});
