/**
 * Compliance frameworks as files: checks in CEL over typed facts, verdicts,
 * scores and levels.
 *
 * @packageDocumentation
 */

export { type CompiledCheck } from './evaluate/CompiledCheck';
export { type Rule } from './evaluate/combineVerdicts';
export { prepareFacts, type EntityFacts } from './evaluate/EntityFacts';
export { evaluateCheck, type CheckResult } from './evaluate/evaluateCheck';
export {
  evaluateControl,
  type Attestation,
  type ControlCircumstances,
  type ControlResult,
  type Decision,
} from './evaluate/evaluateControl';
export {
  describeBoundChange,
  describeBoundValues,
  readBoundValues,
  type BoundValues,
} from './facts/boundValues';
export { type Fact } from './facts/Fact';
export {
  type FactField,
  type FactFieldType,
  type FactType,
} from './facts/FactType';
export { findFactProblem } from './facts/findFactProblem';
export {
  type CompiledControl,
  type Framework,
  type Rulebook,
} from './files/Framework';
export {
  readRulebook,
  readRulebookInTurns,
  type RulebookFile,
  type RulebookReading,
} from './files/readRulebook';
export {
  CONTROL_KINDS,
  MET_AT,
  SOURCE_KINDS,
  type CheckDefinition,
  type ControlDefinition,
  type FrameworkSpec,
} from './files/schemas';
export {
  scoreFramework,
  type FrameworkScore,
  type Level,
  type ScoredControl,
} from './score/scoreFramework';
export { VERDICTS, type CheckVerdict, type Verdict } from './verdicts';
