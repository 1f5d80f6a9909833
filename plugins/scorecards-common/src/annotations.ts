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
 * On a system: by which rule of Article 6 of the EU AI Act it is high-risk or
 * not: `annex-i`, `annex-iii`, or `exception` for those of Annex III that are
 * not high-risk by Article 6(3).
 *
 * @public
 */
export const ANNOTATION_AI_ACT_ROUTE = 'platformops.io/ai-act-route';

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
