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
export { readDocuments, type ReadDocument } from './readDocuments';
export { isMap, readShape } from './readShape';
