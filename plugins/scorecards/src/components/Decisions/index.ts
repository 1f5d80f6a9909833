export { DaysField } from './DaysField';
export { DecisionActions } from './DecisionActions';
export { DecisionLines } from './DecisionLines';
export { DecisionNote } from './DecisionNote';
export { DecisionStateBadge } from './DecisionStateBadge';
export { EvidenceLink } from './EvidenceLink';
export { RequestDialog } from './RequestDialog';
