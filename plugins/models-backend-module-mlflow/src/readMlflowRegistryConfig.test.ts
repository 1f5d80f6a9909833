import { configOf } from './__testUtils__/registries';

const url = 'https://mlflow.example.com';

it('reads a small and a full entry', () => {
  expect(configOf({ url: `${url}/` })).toMatchObject({
    id: 'prod',
    title: 'prod',
    url,
    uiUrl: url,
    headers: {},
    requestTimeoutMilliseconds: 30_000,
    maxConcurrency: 4,
  });
  expect(
    configOf({
      title: 'Production',
      url: `${url}/some/path`,
      uiUrl: 'https://ui.example.com/',
      username: 'reader',
      password: 'pässword',
      headers: { 'X-MLFLOW-WORKSPACE': 'imaging' },
      requestTimeout: { minutes: 1 },
      maxConcurrency: 2,
    }),
  ).toMatchObject({
    title: 'Production',
    url: `${url}/some/path`,
    uiUrl: 'https://ui.example.com',
    headers: {
      authorization: `Basic ${Buffer.from('reader:pässword').toString(
        'base64',
      )}`,
      'x-mlflow-workspace': 'imaging',
    },
    requestTimeoutMilliseconds: 60_000,
    maxConcurrency: 2,
  });
  expect(configOf({ url, token: 'abc' }).headers).toEqual({
    authorization: 'Bearer abc',
  });
});

it.each([
  [{}, /models\.registries\.prod\.url/],
  [
    { url: 'ftp://x' },
    /^models\.registries\.prod\.url: found 'ftp:\/\/x', allowed is the http or https address/,
  ],
  [{ url, uiUrl: 'file:///etc/passwd' }, /prod\.uiUrl: found/],
  [
    { url: 'https://user:topsecret@x' },
    /prod\.url: found an address with credentials in it/,
  ],
  [
    { url, token: 'a', username: 'b', password: 'c' },
    /^models\.registries\.prod: found token and username, allowed is either/,
  ],
  [
    { url, caFile: '/nowhere.pem' },
    /prod\.caFile: found '\/nowhere\.pem', which cannot be read \(ENOENT\)/,
  ],
  [
    { url, requestTimeout: { milliseconds: 1 } },
    /prod\.requestTimeout: found 1 ms, allowed is 100 ms to/,
  ],
  [
    { url, maxConcurrency: 0 },
    /prod\.maxConcurrency: found 0, allowed is a whole number from 1 to 64/,
  ],
])('refuses %j', (entry, message) => {
  let error: Error | undefined;
  try {
    configOf(entry);
  } catch (caught) {
    error = caught as Error;
  }
  expect(error?.message).toMatch(message);
  expect(error?.message).not.toContain('topsecret');
});
