export { checkServerUrl, checkUrl, type UrlAdvice } from './checkUrl';
export type { NumberBounds } from './NumberBounds';
export { readCertificateAuthorities } from './readCertificateAuthorities';
export { readCredentials, type HttpCredentials } from './readCredentials';
export { readDuration } from './readDuration';
export { readHeaders, readHeaderValue } from './readHeaders';
export { readWholeNumber } from './readWholeNumber';
