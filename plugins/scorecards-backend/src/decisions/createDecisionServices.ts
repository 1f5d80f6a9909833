import type {
  AuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogAccess } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ScorecardsConfig } from '../config';
import type { Stores } from '../database/createStores';
import type { Rules } from '../rulebook/Rules';
import { ControlFinder } from '../services/ControlFinder';
import { AcceptanceService } from './AcceptanceService';
import { AttestationService } from './AttestationService';
import { CallerReader } from './Caller';
import { ConcernedControls } from './ConcernedControls';
import { DecisionService } from './DecisionService';
import { InboxService } from './InboxService';
import { StatementBinding } from './StatementBinding';

/** All that lets people state and decide something. */
export function createDecisionServices(
  options: Stores & {
    auth: AuthService;
    userInfo: UserInfoService;
    access: CatalogAccess;
    config: ScorecardsConfig;
    rules: Rules;
  },
) {
  const finder = new ControlFinder(options);
  const controls = new ConcernedControls({ ...options, finder });
  const binding = new StatementBinding(options);
  const decisionService = new DecisionService({
    ...options,
    controls,
    binding,
    longestDays: options.config.longestDecisionDays,
  });
  const attestationService = new AttestationService({
    ...options,
    controls,
    binding,
  });
  return {
    finder,
    controls,
    callers: new CallerReader(options),
    decisionService,
    attestationService,
    acceptanceService: new AcceptanceService({ ...options, finder }),
    inbox: new InboxService({
      ...options,
      controls,
      decisionService,
      attestationService,
    }),
  };
}
