/**
 * What goes back to whoever asked: at once, or piece by piece.
 */
export interface Answer {
  status: number;
  contentType: string;
  body: string | AsyncIterable<string>;
}

/**
 * A request to one of the sandbox's systems.
 */
export interface SandboxRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** What the caller would like to get, from the header. */
  accept: string;
  /** Host and port that the request was sent to. */
  host: string;
  /** What the caller says that it sends, from the header. */
  contentType: string;
  text: string;
  /** The text as JSON; undefined where it is something else. */
  body: unknown;
}

export function json(status: number, body: unknown): Answer {
  return {
    status,
    contentType: 'application/json',
    body: JSON.stringify(body),
  };
}

/**
 * A refusal that says what was wrong with the request.
 */
export class RefusedError extends Error {
  readonly status: 400 | 404 | 405 | 409;

  constructor(status: 400 | 404 | 405 | 409, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.status = status;
  }

  toAnswer(): Answer {
    return json(this.status, { message: this.message });
  }
}

/**
 * The answer of a system, also where it refuses.
 */
export function answerOrRefusal(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof RefusedError) {
      return error.toAnswer();
    }
    throw error;
  }
}
