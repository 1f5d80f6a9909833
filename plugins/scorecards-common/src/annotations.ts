/**
 * On a system: what it is under the EU AI Act, `prohibited`, `high-risk`,
 * `transparency` or `minimal`. It counts once somebody else approved it.
 *
 * @public
 */
export const ANNOTATION_AI_ACT_CLASS = 'platformops.io/ai-act-class';

/**
 * On a system: what the organisation is to it under the EU AI Act, e.g.
 * `provider` or `deployer`, comma separated.
 *
 * @public
 */
export const ANNOTATION_AI_ACT_ROLE = 'platformops.io/ai-act-role';

/**
 * On anything that serves: where it is reached with TLS, `host:port` or an
 * https address, comma separated.
 *
 * @public
 */
export const ANNOTATION_ENDPOINTS = 'platformops.io/endpoints';

/**
 * On anything that uses the cloud: ARNs of what belongs to it, comma separated.
 *
 * @public
 */
export const ANNOTATION_AWS_ARNS = 'platformops.io/aws-arns';

/**
 * On a workload: the ARN of the role that it has in AWS.
 *
 * @public
 */
export const ANNOTATION_AWS_ROLE_ARN = 'platformops.io/aws-role-arn';
