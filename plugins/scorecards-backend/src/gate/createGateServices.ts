import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  FactCollector,
  FactSource,
} from '@platform-ops/backstage-plugin-scorecards-node';
import type { Stores } from '../database/createStores';
import type { Rules } from '../rulebook/Rules';
import { WhatIfService } from '../whatIf/WhatIfService';
import { GateService } from './GateService';
import { SubjectFinder } from './SubjectFinder';

/** All that evaluates on request, and records nothing. */
export function createGateServices(
  parts: Stores & {
    /** That of the backend as a whole. */
    rootConfig: RootConfigService;
    catalog: CatalogService;
    rules: Rules;
    collectors: FactCollector[];
    sources: FactSource[];
  },
) {
  const { rootConfig, rules, acceptances, scorecards } = parts;
  return {
    gate: new GateService({
      rules,
      stores: parts,
      acceptances,
      subjects: new SubjectFinder(parts),
      appUrl: rootConfig.getOptionalString('app.baseUrl')?.replace(/\/+$/, ''),
    }),
    whatIf: new WhatIfService({ rules, stores: parts, scorecards }),
  };
}
