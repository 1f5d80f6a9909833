/**
 * What a handler gives where the answer is no JSON, or has headers of its own.
 *
 * @public
 */
export class WrittenAnswer {
  readonly contentType: string;
  readonly text: string;
  readonly headers: Record<string, string>;

  constructor(options: {
    contentType: string;
    text: string;
    headers?: Record<string, string>;
  }) {
    this.contentType = options.contentType;
    this.text = options.text;
    this.headers = options.headers ?? {};
  }
}
