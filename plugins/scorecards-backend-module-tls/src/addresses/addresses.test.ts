import { describeEndpoint, parseEndpoint } from '../endpoints/Endpoint';
import { AddressGuard } from './AddressGuard';
import { AllowedHosts } from './AllowedHosts';
import { judgeAddress } from './judgeAddress';

describe('parseEndpoint', () => {
  it.each([
    ['api.example.com', 'api.example.com:443'],
    [' API.Example.com.:8443 ', 'api.example.com:8443'],
    ['https://api.example.com/v1?x=1', 'api.example.com:443'],
    ['https://bücher.example', 'xn--bcher-kva.example:443'],
    ['[::1]:8443', '[::1]:8443'],
    // Ways to write 127.0.0.1
    ['0x7f.1', '127.0.0.1:443'],
    ['2130706433:80', '127.0.0.1:80'],
    ['https://①②⑦.0.0.1', '127.0.0.1:443'],
  ])('reads %j', (text, expected) => {
    const endpoint = parseEndpoint(text);
    expect(typeof endpoint === 'object' && describeEndpoint(endpoint)).toBe(
      expected,
    );
  });

  it.each([
    ['http://api.example.com', 'http, which is not encrypted'],
    ['https://me:secret@example.com', 'an address with credentials in it'],
    ['example.com:99999', 'neither host:port nor an https address'],
    ['example.com/path', 'neither host:port nor an https address'],
    ['ftp://example.com', 'neither host:port nor an https address'],
    ['a b', 'neither host:port nor an https address'],
    ['', 'neither host:port nor an https address'],
    ['x'.repeat(10_000), 'longer than 300 characters'],
  ])('refuses %j', (text, expected) => {
    expect(parseEndpoint(text)).toBe(expected);
  });
});

describe('AllowedHosts', () => {
  const hosts = AllowedHosts.create(
    ['Api.example.com', '*.internal.example', '10.1.2.3', '[fd00::5]'],
    'key',
  );

  it.each([
    ['api.example.com', 'exact'],
    ['10.1.2.3', 'exact'],
    ['fd00::5', 'exact'],
    ['a.b.internal.example', 'suffix'],
    ['internal.example', undefined],
    ['evilinternal.example', undefined],
    ['api.example.com.evil.example', undefined],
    ['10.1.2.4', undefined],
  ])('%s: %s', (host, expected) => {
    expect(hosts.find(host)).toBe(expected);
  });

  it.each(['*', '*.', '*.10.0.0.1', 'https://a.example', 'a.*', 'a:443', ''])(
    'refuses %j',
    pattern => {
      expect(() => AllowedHosts.create(['a.example', pattern], 'key')).toThrow(
        `key[1]: found '${pattern}', allowed is the name of a host`,
      );
    },
  );
});

it.each([
  ['93.184.216.34', 'public'],
  ['2606:2800:220:1::1', 'public'],
  ['64:ff9b::5db8:d822', 'public'],
  ['10.0.0.1', 'private'],
  ['127.0.0.1', 'private'],
  ['::1', 'private'],
  ['::ffff:127.0.0.1', 'private'],
  ['::ffff:a00:1', 'private'],
  ['64:ff9b::a00:1', 'private'],
  ['fd12::1', 'private'],
  ['169.254.169.254', 'refused'],
  ['::ffff:169.254.169.254', 'refused'],
  ['::a9fe:a9fe', 'refused'],
  ['64:ff9b::a9fe:a9fe', 'refused'],
  ['64:ff9b::1', 'refused'],
  ['fd00:ec2::254', 'refused'],
  ['fe80::1%eth0', 'refused'],
  ['168.63.129.16', 'refused'],
  ['100.100.100.200', 'refused'],
  ['0.0.0.0', 'refused'],
  ['::', 'refused'],
  ['224.0.0.1', 'refused'],
  ['255.255.255.255', 'refused'],
  ['ff02::1', 'refused'],
  ['2002:7f00:1::', 'refused'],
  ['not an address', 'refused'],
])('%s is %s', (address, expected) => {
  expect(judgeAddress(address)).toBe(expected);
});

describe('AddressGuard', () => {
  const resolve = jest.fn(
    async (host: string) =>
      ({
        'public.corp.example': ['93.184.216.34'],
        'private.corp.example': ['10.0.0.7'],
        'named.example': ['10.0.0.8'],
        'mixed.corp.example': ['93.184.216.34', '169.254.169.254'],
        'metadata.example': ['169.254.169.254'],
      }[host] ?? []),
  );
  const guard = (allowPrivate = false) =>
    AddressGuard.create({
      hosts: AllowedHosts.create(
        ['*.corp.example', 'named.example', 'metadata.example', '169.254.1.1'],
        'key',
      ),
      allowPrivate,
      timeoutMs: 1_000,
      resolve,
    });

  it('gives the addresses that were checked', async () => {
    expect(await guard().admit('public.corp.example')).toEqual({
      admitted: true,
      addresses: ['93.184.216.34'],
    });
    expect(await guard().admit('named.example')).toEqual({
      admitted: true,
      addresses: ['10.0.0.8'],
    });
    expect(await guard(true).admit('private.corp.example')).toEqual({
      admitted: true,
      addresses: ['10.0.0.7'],
    });
  });

  it('does not even resolve what is not allowed', async () => {
    resolve.mockClear();
    expect(await guard(true).admit('elsewhere.example')).toMatchObject({
      allowed: false,
      reason: 'not allowed by scorecards.tls.hosts',
    });
    expect(resolve).not.toHaveBeenCalled();
  });

  it.each([
    ['private.corp.example', false, /private address: name the host in full/],
    ['mixed.corp.example', true, /metadata/],
    ['metadata.example', true, /metadata/],
    ['169.254.1.1', true, /metadata/],
  ])('refuses %s', async (host, allowPrivate, reason) => {
    expect(await guard(allowPrivate).admit(host)).toMatchObject({
      admitted: false,
      allowed: false,
      reason: expect.stringMatching(reason),
    });
  });

  it('says that a name does not resolve', async () => {
    expect(await guard().admit('nowhere.corp.example')).toEqual({
      admitted: false,
      allowed: true,
      reason: 'its name does not resolve (no address)',
    });
  });
});
