/**
 * Reads YAML documents that people write, and says what is wrong in them and
 * where.
 *
 * @packageDocumentation
 */

export {
  Findings,
  type DocumentNotice,
  type DocumentProblem,
  type Path,
} from './Findings';
export {
  readDocuments,
  readDocumentsInSteps,
  type DocumentsReading,
  type ReadDocument,
} from './readDocuments';
export { isMap, readShape } from './readShape';
export { runSteps, runStepsInTurns, type Steps } from './steps';
