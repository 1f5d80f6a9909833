import type { X509Certificate } from 'node:crypto';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';

/** What is worth knowing of a certificate. */
export interface CertificateFacts {
  subject: string;
  issuer: string;
  notBefore: string;
  notAfter: string;
  daysLeft: number;
  nameMatches: boolean;
  keyType: string;
  keyBits?: number;
}

const LONGEST_NAME = 200;
const DAY_MS = 86_400_000;
const BITS_OF_CURVES: Record<string, number> = {
  prime256v1: 256,
  secp384r1: 384,
  secp521r1: 521,
  secp256k1: 256,
};
const BITS_OF_KEYS: Record<string, number> = { ed25519: 256, ed448: 456 };

/** @param host - Under which it was asked for. */
export function describeCertificate(
  certificate: X509Certificate,
  host: string,
  now: Date,
): CertificateFacts {
  const notAfter = toTime(certificate.validTo);
  return {
    subject: toName(certificate.subject),
    issuer: toName(certificate.issuer),
    notBefore: toTime(certificate.validFrom),
    notAfter,
    daysLeft: Math.floor((Date.parse(notAfter) - now.getTime()) / DAY_MS),
    nameMatches: isFor(certificate, host),
    ...describeKey(certificate),
  };
}

function isFor(certificate: X509Certificate, host: string): boolean {
  try {
    return (
      checkServerIdentity(
        host,
        certificate.toLegacyObject() as PeerCertificate,
      ) === undefined
    );
  } catch {
    return false;
  }
}

function describeKey(
  certificate: X509Certificate,
): Pick<CertificateFacts, 'keyType' | 'keyBits'> {
  try {
    const { asymmetricKeyType = 'unknown', asymmetricKeyDetails: details } =
      certificate.publicKey;
    const keyBits =
      details?.modulusLength ??
      BITS_OF_CURVES[details?.namedCurve ?? ''] ??
      BITS_OF_KEYS[asymmetricKeyType];
    return { keyType: asymmetricKeyType, ...(keyBits && { keyBits }) };
  } catch {
    // Of an algorithm that our library does not know.
    return { keyType: 'unknown' };
  }
}

/** Names are text of others: any length, any sign. */
function toName(name: string | undefined): string {
  return oneLine((name ?? '').split('\n').join(', '), LONGEST_NAME);
}

function toTime(text: string): string {
  return new Date(text).toISOString();
}
