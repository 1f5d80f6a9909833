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
