import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { readCertificateAuthorities } from './readCertificateAuthorities';

const directory = createMockDirectory();

const read = (caFile?: string) =>
  readCertificateAuthorities(new ConfigReader({ caFile }), 'servers.prod');

it('reads a file of certificates, if there is one', () => {
  const text = '-----BEGIN CERTIFICATE-----\n';
  directory.setContent({ 'ca.pem': text });
  expect(read(join(directory.path, 'ca.pem'))).toBe(text);
  expect(read()).toBeUndefined();
});

it('refuses other files', () => {
  directory.setContent({ 'key.pem': 'secret' });
  expect(() => read('/nowhere.pem')).toThrow(
    "servers.prod.caFile: found '/nowhere.pem', which cannot be read (ENOENT), allowed is",
  );
  expect(() => read(join(directory.path, 'key.pem'))).toThrow(
    /^servers\.prod\.caFile: found '.*key\.pem', which has no certificate in it, allowed is/,
  );
});
