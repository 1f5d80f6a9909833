import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ClaimService } from './ClaimService';

/**
 * Looks for claims each minute. Failure changes nothing and is logged once
 * until it changes.
 */
export async function scheduleClaims(options: {
  scheduler: SchedulerService;
  logger: LoggerService;
  claims: ClaimService;
  onChanged: () => Promise<void>;
}): Promise<void> {
  let lastFailure: string | undefined;
  await options.scheduler.scheduleTask({
    id: 'models-claims',
    frequency: { minutes: 1 },
    initialDelay: { seconds: 15 },
    timeout: { minutes: 2 },
    fn: async () => {
      try {
        if ((await options.claims.reconcile()) > 0) {
          await options.onChanged();
        }
        lastFailure = undefined;
      } catch (error) {
        const message = describeFailure(error);
        if (message !== lastFailure) {
          options.logger.warn(
            `Could not read the claims of Model entities: ${message}`,
          );
        }
        lastFailure = message;
      }
    },
  });
}
