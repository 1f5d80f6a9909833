import { KfpError } from './KfpError';

const FIELD = 'uploadfile';

/**
 * The file of a form that a browser or `kfp` sends.
 *
 * @throws KfpError where there is none.
 */
export function readUpload(
  contentType: string,
  text: string,
): { name: string; content: string } {
  const boundary =
    /^multipart\/form-data\s*;.*?boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(
      contentType,
    );
  if (!boundary) {
    throw new KfpError(
      'invalid',
      `Content-Type: found '${contentType}', allowed is multipart/form-data with a boundary and the file as '${FIELD}'`,
    );
  }
  for (const part of text.split(`--${boundary[1] ?? boundary[2]}`).slice(1)) {
    const [, head, content] =
      /^\r\n([\s\S]*?)\r\n\r\n([\s\S]*)\r\n$/.exec(part) ?? [];
    if (head && new RegExp(`\\bname="?${FIELD}"?`).test(head)) {
      if (content.startsWith('PK') || content.includes('\u0000')) {
        throw new KfpError(
          'invalid',
          `${FIELD}: the sandbox takes the YAML itself, no archive`,
        );
      }
      const [, quoted, bare] =
        /filename=(?:"([^"]*)"|([^\s;]+))/.exec(head) ?? [];
      return { name: quoted ?? bare ?? FIELD, content };
    }
  }
  throw new KfpError('invalid', `The form has no file '${FIELD}'`);
}
