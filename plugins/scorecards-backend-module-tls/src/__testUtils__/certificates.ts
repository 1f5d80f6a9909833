import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type JsonGeneralNames,
} from '@peculiar/x509';

const DAY_MS = 86_400_000;
const ALGORITHMS = {
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa1024: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 1024,
  },
};

/** A certificate and its key, as servers take them. */
export interface Credentials {
  cert: string;
  key: string;
}

/** Who signs certificates. */
export interface Authority extends Credentials {
  keys: CryptoKeyPair;
  name: string;
}

export interface CertificateOptions {
  name?: string;
  names?: JsonGeneralNames;
  /** From now. */
  validDays?: [from: number, to: number];
  /** It signs itself unless told. */
  by?: Authority;
  algorithm?: keyof typeof ALGORITHMS;
  isAuthority?: boolean;
}

export async function createCertificate({
  name = 'CN=localhost',
  names = [
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
  ],
  validDays = [-1, 90],
  by,
  algorithm = 'ec',
  isAuthority = false,
}: CertificateOptions = {}): Promise<Authority> {
  const keys = (await webcrypto.subtle.generateKey(
    ALGORITHMS[algorithm],
    true,
    ['sign', 'verify'],
  )) as CryptoKeyPair;
  const [from, to] = validDays.map(
    days => new Date(Date.now() + days * DAY_MS),
  );
  const certificate = await X509CertificateGenerator.create(
    {
      subject: name,
      issuer: by?.name ?? name,
      notBefore: from,
      notAfter: to,
      publicKey: keys.publicKey,
      signingKey: by?.keys.privateKey ?? keys.privateKey,
      signingAlgorithm: ALGORITHMS.ec,
      extensions: isAuthority
        ? [new BasicConstraintsExtension(true, undefined, true)]
        : [new SubjectAlternativeNameExtension(names)],
    },
    webcrypto as never,
  );
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    cert: certificate.toString('pem'),
    key: PemConverter.encode(key, 'PRIVATE KEY'),
    keys,
    name,
  };
}

export function createAuthority(
  name = 'CN=Test authority',
): Promise<Authority> {
  return createCertificate({ name, isAuthority: true, validDays: [-1, 365] });
}
