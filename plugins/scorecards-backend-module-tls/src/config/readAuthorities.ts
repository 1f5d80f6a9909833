import { readFile } from 'node:fs/promises';
import { getCACertificates } from 'node:tls';
import { InputError } from '@backstage/errors';

/**
 * The certificates of all authorities that are trusted: those of the system
 * and of the configured files, as they are now.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export async function readAuthorities(files: string[]): Promise<string[]> {
  const configured = await Promise.all(
    files.map(async (file, position) => {
      const key = `scorecards.tls.authorities[${position}].file`;
      const allowed = 'allowed is the path of a file with certificates in PEM';
      const text = await readFile(file, 'utf8').catch(error => {
        throw new InputError(
          `${key}: found '${file}', which cannot be read (${error.code}), ${allowed}`,
        );
      });
      if (!text.includes('-----BEGIN CERTIFICATE-----')) {
        throw new InputError(
          `${key}: found '${file}', which has no certificate in it, ${allowed}`,
        );
      }
      return text;
    }),
  );
  return [
    ...new Set([
      ...getCACertificates('default'),
      ...getCACertificates('system'),
      ...configured,
    ]),
  ];
}
