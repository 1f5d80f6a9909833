import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

/** A certificate, and what it takes to sign others with it. */
export interface Issued {
  name: string;
  keys: CryptoKeyPair;
  /** In PEM, as servers take them. */
  cert: string;
  key: string;
}

/** @param options - Without `by` it is an authority that signs itself. */
export async function issueCertificate(options: {
  name: string;
  validDays: number;
  by?: Issued;
}): Promise<Issued> {
  const { validDays, by } = options;
  const name = `CN=${options.name}`;
  const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const now = Date.now();
  const certificate = await X509CertificateGenerator.create(
    {
      subject: name,
      issuer: by?.name ?? name,
      notBefore: new Date(now - DAY_MS),
      notAfter: new Date(now + validDays * DAY_MS),
      publicKey: keys.publicKey,
      signingKey: (by?.keys ?? keys).privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: by
        ? [
            new SubjectAlternativeNameExtension([
              { type: 'dns', value: 'localhost' },
            ]),
          ]
        : [new BasicConstraintsExtension(true, 0, true)],
    },
    webcrypto as never,
  );
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    name,
    keys,
    cert: certificate.toString('pem'),
    key: PemConverter.encode(key, 'PRIVATE KEY'),
  };
}
