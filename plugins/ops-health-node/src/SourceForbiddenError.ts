import { CustomErrorBase } from '@backstage/errors';

/**
 * A source refuses us: the credentials are missing, wrong or not enough.
 *
 * @public
 */
export class SourceForbiddenError extends CustomErrorBase {
  name = 'SourceForbiddenError' as const;
}
