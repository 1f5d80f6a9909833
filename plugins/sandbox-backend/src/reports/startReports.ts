import type {
  DiscoveryService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { SandboxConfig } from '../config/readSandboxConfig';
import type { SandboxService } from '../services/SandboxService';
import { EvaluationReporter } from '../evaluation/EvaluationReporter';
import { ResultReporter } from '../results/ResultReporter';

/**
 * Begins to report as evaluations and pipelines do, once the portal answers.
 */
export function startReports(options: {
  config: SandboxConfig | undefined;
  /** Without one nothing is reported. */
  token: string | undefined;
  sandbox: SandboxService;
  discovery: DiscoveryService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): void {
  const { config, token, sandbox, discovery, lifecycle, logger } = options;
  if (!config || !token) {
    return;
  }
  const common = {
    seed: config.kind === 'own' ? config.options.seed : config.seed,
    token,
    readVersion: (model: string) => sandbox.readChampion(model),
    logger,
  };
  const reporters = [
    new EvaluationReporter({
      ...common,
      portalUrl: () => discovery.getBaseUrl('ops-health'),
    }),
    new ResultReporter({
      ...common,
      portalUrl: () => discovery.getBaseUrl('scorecards'),
    }),
  ];
  lifecycle.addStartupHook(() => reporters.forEach(each => each.start()));
  lifecycle.addShutdownHook(() => reporters.forEach(each => each.stop()));
}
