import type {
  DiscoveryService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { SandboxConfig } from '../config/readSandboxConfig';
import type { SandboxService } from '../services/SandboxService';
import { EvaluationReporter } from './EvaluationReporter';

/**
 * Begins to evaluate and to report, once the portal answers.
 */
export function startEvaluation(options: {
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
  const reporter = new EvaluationReporter({
    seed: config.kind === 'own' ? config.options.seed : config.seed,
    token,
    portalUrl: () => discovery.getBaseUrl('ops-health'),
    readVersion: model => sandbox.readChampion(model),
    logger,
  });
  lifecycle.addStartupHook(() => reporter.start());
  lifecycle.addShutdownHook(() => reporter.stop());
}
