import { checkServerUrl, checkUrl } from './checkUrl';

const ADVICE = {
  allowed: 'the address of a server',
  credentials: 'username and password',
};

it('takes addresses of the web', () => {
  expect(checkUrl('https://a.test/b?c=d', 'url', ADVICE).href).toBe(
    'https://a.test/b?c=d',
  );
  expect(checkServerUrl('http://a.test/b//', 'url', ADVICE)).toBe(
    'http://a.test/b',
  );
});

it.each([
  ['nonsense', "key.url: found 'nonsense', allowed is the address of a server"],
  ['ftp://x', "key.url: found 'ftp://x', allowed is"],
  ['ftp://user:top/secret@x', "key.url: found '***@x', allowed is"],
  [
    'https://user:secret@x',
    'key.url: found an address with credentials in it, allowed is the address of a server; credentials go into username and password',
  ],
  ['https://x/#/a', "key.url: found an address with '#' in it, allowed is"],
  ['https://x?a=b', "key.url: found an address with '?' in it, allowed is"],
])('refuses %s', (text, message) => {
  expect(() => checkServerUrl(text, 'key.url', ADVICE)).toThrow(message);
});
