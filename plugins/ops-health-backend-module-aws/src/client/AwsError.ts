import { CustomErrorBase } from '@backstage/errors';

/**
 * A service of AWS did not answer, or not as it should.
 */
export class AwsError extends CustomErrorBase {
  name = 'AwsError' as const;
}
