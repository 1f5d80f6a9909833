import type { GateResponse } from '@platform-ops/backstage-plugin-scorecards-common';

/** Where an entity stands unless somebody says so. */
export const UNNAMED_FILE = 'catalog-info.yaml';

/** What is written about, in whatever form. */
export interface GateReport
  extends Omit<GateResponse, 'text' | 'comment' | 'sarif'> {
  release?: string;
  target?: string;
  /** The file that the entity stands in. */
  file: string;
  /** Where people see the portal. */
  appUrl?: string;
}
