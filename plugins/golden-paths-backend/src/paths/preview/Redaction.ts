const INSTEAD = '***';

/** Takes secrets out of what is given to people. */
export class Redaction {
  readonly #secrets: string[];

  constructor(secrets: string[]) {
    this.#secrets = secrets.filter(Boolean);
  }

  text(text: string): string {
    return this.#secrets.reduce(
      (rest, secret) => rest.replaceAll(secret, INSTEAD),
      text,
    );
  }

  bytes(content: Buffer): Buffer {
    return this.#secrets.some(secret => content.includes(secret))
      ? // As bytes, one character each, so that no other sign changes.
        Buffer.from(this.text(content.toString('latin1')), 'latin1')
      : content;
  }
}
