import { createPermission } from '@backstage/plugin-permission-common';

/**
 * See the scorecards of the entities that one may see, with the facts that they
 * rest on. Narrowed by the catalog's own `catalog.entity.read`.
 *
 * @public
 */
export const scorecardsScorecardReadPermission = createPermission({
  name: 'scorecards.scorecard.read',
  attributes: { action: 'read' },
});

/**
 * See the collectors: how they stand, and what they could not read.
 *
 * @public
 */
export const scorecardsCollectorReadPermission = createPermission({
  name: 'scorecards.collector.read',
  attributes: { action: 'read' },
});

/**
 * Ask a collector to collect now.
 *
 * @public
 */
export const scorecardsCollectorRefreshPermission = createPermission({
  name: 'scorecards.collector.refresh',
  attributes: { action: 'update' },
});

/**
 * Evaluate what is given with the request: an entity of a pull request, or a
 * framework that is not (yet) in force. Records nothing.
 *
 * @public
 */
export const scorecardsVerdictPreviewPermission = createPermission({
  name: 'scorecards.verdict.preview',
  attributes: { action: 'read' },
});

/**
 * Hand in results of pipelines and scanners.
 *
 * @public
 */
export const scorecardsResultReportPermission = createPermission({
  name: 'scorecards.result.report',
  attributes: { action: 'create' },
});

/**
 * Ask for an exemption, for another way to meet a control, or for it not to
 * apply.
 *
 * @public
 */
export const scorecardsDecisionRequestPermission = createPermission({
  name: 'scorecards.decision.request',
  attributes: { action: 'create' },
});

/**
 * Decide what somebody else asked for, and revoke what was decided.
 *
 * @public
 */
export const scorecardsDecisionDecidePermission = createPermission({
  name: 'scorecards.decision.decide',
  attributes: { action: 'update' },
});

/**
 * State that a control is met, and ask for statements that somebody else has to
 * approve.
 *
 * @public
 */
export const scorecardsAttestationSignPermission = createPermission({
  name: 'scorecards.attestation.sign',
  attributes: { action: 'create' },
});

/**
 * Start and end campaigns.
 *
 * @public
 */
export const scorecardsCampaignManagePermission = createPermission({
  name: 'scorecards.campaign.manage',
  attributes: { action: 'update' },
});

/**
 * All permissions of the scorecards.
 *
 * @public
 */
export const scorecardsPermissions = [
  scorecardsScorecardReadPermission,
  scorecardsCollectorReadPermission,
  scorecardsCollectorRefreshPermission,
  scorecardsVerdictPreviewPermission,
  scorecardsResultReportPermission,
  scorecardsDecisionRequestPermission,
  scorecardsDecisionDecidePermission,
  scorecardsAttestationSignPermission,
  scorecardsCampaignManagePermission,
];
