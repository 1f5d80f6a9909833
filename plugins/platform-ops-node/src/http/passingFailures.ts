const STATUSES = [429, 502, 503, 504];
const CODES = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_SOCKET',
];

/**
 * Whether a server that answers so is busy or restarting.
 *
 * @public
 */
export function isPassingStatus(status: number): boolean {
  return STATUSES.includes(status);
}

/**
 * Whether a connection that failed so may work in a moment.
 *
 * @param code - As `errorCodeOf` tells it.
 *
 * @public
 */
export function isPassingCode(code: string | undefined): boolean {
  return code !== undefined && CODES.includes(code);
}
