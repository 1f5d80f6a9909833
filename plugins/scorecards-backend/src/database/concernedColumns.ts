import { columnText } from '@platform-ops/backstage-plugin-platform-ops-node';

/** The control of an entity that people state or decide something about. */
export interface Concerned {
  entityRef: string;
  frameworkId: string;
  controlId: string;
  /** What it was called when it was written. */
  about: ConcernedWords;
}

/** How a control of an entity was called, for when it is not there any more. */
export interface ConcernedWords {
  entityTitle: string;
  frameworkTitle: string;
  citation: string;
  controlTitle: string;
  obligation: 'required' | 'addressable';
  critical: boolean;
}

export interface ConcernedRow {
  entity_ref: string;
  framework_id: string;
  control_id: string;
  about: string;
}

export function toConcernedRow(concerned: Concerned): ConcernedRow {
  return {
    entity_ref: concerned.entityRef,
    framework_id: concerned.frameworkId,
    control_id: concerned.controlId,
    about: columnText(JSON.stringify(concerned.about)),
  };
}

export function fromConcernedRow(row: ConcernedRow): Concerned {
  return {
    entityRef: row.entity_ref,
    frameworkId: row.framework_id,
    controlId: row.control_id,
    about: JSON.parse(row.about),
  };
}
