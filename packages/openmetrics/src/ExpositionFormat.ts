/**
 * `prometheus` is Prometheus' own text format 0.0.4.
 *
 * @public
 */
export type ExpositionFormat = 'openmetrics' | 'prometheus';

/**
 * What to ask a target for, in the header `Accept`.
 *
 * @public
 */
export const EXPOSITION_ACCEPT =
  'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';

/**
 * The format by the header `Content-Type`. As in Prometheus, what is not
 * OpenMetrics is read as Prometheus' own format.
 *
 * @public
 */
export function expositionFormatOf(
  contentType: string | undefined,
): ExpositionFormat {
  const [mediaType] = (contentType ?? '').split(';');
  return mediaType.trim().toLowerCase() === 'application/openmetrics-text'
    ? 'openmetrics'
    : 'prometheus';
}
