import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { parseEntityRef } from '@backstage/catalog-model';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ControlDefinition, Verdict } from '@platform-ops/scorecards';
import type { Drop, DropStore } from '../database/DropStore';
import type { ScorecardStore } from '../database/ScorecardStore';
import { isLower } from '../evaluate/findDrop';
import type { Rules } from '../rulebook/Rules';

/**
 * What comes back within it is not worth a word: after the portal was away,
 * much is unknown until the collectors have run.
 */
const HOLD_MS = 15 * 60_000;
/** Where notifications do not work. */
const REST_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
const MOST_ENTITIES = 3;
const MOST_CONTROLS = 3;

const SAYS: Partial<Record<Verdict, string>> = {
  fail: 'fails',
  error: 'could not be checked',
  'not-evaluated': 'is unknown',
  exempt: 'is exempt',
};

/**
 * Tells owners that levels of theirs went down, and why: all of an owner in one
 * notice, and no other within the time that they are held back.
 */
export class DropNotifier {
  readonly #rules: Rules;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  readonly #drops: DropStore;
  readonly #scorecards: ScorecardStore;
  readonly #now: () => Date;
  #restsUntil = -Infinity;

  constructor(options: {
    rules: Rules;
    notifications: NotificationService;
    logger: LoggerService;
    drops: DropStore;
    scorecards: ScorecardStore;
    now?: () => Date;
  }) {
    this.#rules = options.rules;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
    this.#drops = options.drops;
    this.#scorecards = options.scorecards;
    this.#now = options.now ?? (() => new Date());
  }

  async run(signal: AbortSignal): Promise<void> {
    const now = this.#now().getTime();
    if (now < this.#restsUntil) {
      return;
    }
    const drops = await this.#drops.list();
    const isRipe = ({ notedAt }: Drop) => notedAt.getTime() <= now - HOLD_MS;
    await this.#drops.remove(
      drops.filter(drop => isRipe(drop) && !this.#isWorthTelling(drop)),
    );
    const worth = drops.filter(drop => this.#isWorthTelling(drop));
    const owners = new Set(worth.filter(isRipe).map(({ owner }) => owner!));
    for (const owner of owners) {
      const own = worth.filter(drop => drop.owner === owner);
      if (signal.aborted) {
        return;
      }
      if (!(await this.#tell(owner, own))) {
        this.#restsUntil = now + REST_MS;
        return;
      }
    }
  }

  /** It is still lower than it was, and there is somebody to tell. */
  #isWorthTelling({ frameworkId, owner, level, fromLevel }: Drop): boolean {
    const framework = this.#rules.framework(frameworkId);
    return (
      owner !== undefined &&
      level !== undefined &&
      framework !== undefined &&
      isLower(framework.spec.levels, level, fromLevel)
    );
  }

  /** @returns false where notifications do not work, so all wait. */
  async #tell(owner: string, drops: Drop[]): Promise<boolean> {
    try {
      const payload = await this.#describe(drops);
      await this.#drops.takeOnce(owner, drops, () =>
        this.#notifications.send({
          recipients: { type: 'entity', entityRef: owner },
          payload: {
            ...payload,
            severity: 'high',
            topic: 'scorecards.level',
            // The same one, where it is sent again, takes its own place.
            scope: `scorecards/level/${owner}/${drops[0].notedAt.toISOString()}`,
          },
        }),
      );
      return true;
    } catch (error) {
      this.#logger.warn(
        `Nobody could be notified of levels that went down, it is tried again: ${describeFailure(
          error,
        )}`,
      );
      return false;
    }
  }

  async #describe(drops: Drop[]) {
    const entities = new Set(drops.map(({ entityRef }) => entityRef));
    const shown = drops.slice(0, MOST_ENTITIES);
    const others = drops.length - shown.length;
    const sentences: string[] = [];
    for (const drop of shown) {
      const why = await this.#why(drop);
      const name = entities.size === 1 ? '' : `${drop.title}: `;
      sentences.push(`${name}${this.#describeFall(drop)}${why}.`);
    }
    if (others > 0) {
      sentences.push(`And ${others} more.`);
    }
    return {
      title:
        entities.size === 1
          ? `${drops[0].title} went down`
          : `${entities.size} entities of yours went down`,
      description: sentences.join(' '),
      link: entities.size === 1 ? linkTo(drops[0].entityRef) : '/compliance',
    };
  }

  #describeFall({ frameworkId, fromLevel, level }: Drop): string {
    const { title, spec } = this.#rules.framework(frameworkId)!;
    const titleOf = (wanted: string | null | undefined) =>
      spec.levels.find(({ id }) => id === wanted)?.title ?? 'no level';
    return `${title} from ${titleOf(fromLevel)} to ${titleOf(level)}`;
  }

  /** What was not so before, the heaviest first. */
  async #why({ entityRef, frameworkId, since }: Drop): Promise<string> {
    const known = (await this.#scorecards.list([entityRef]))
      .get(entityRef)
      ?.find(scorecard => scorecard.frameworkId === frameworkId);
    const changed = this.#rules
      .framework(frameworkId)!
      .controls.flatMap(({ definition }) => {
        const control = known?.verdicts.get(definition.id);
        const says = control && SAYS[control.verdict];
        const isNew = hasBegun(definition, since);
        return says && !control.isUpcoming && (isNew || control.since >= since)
          ? [
              {
                definition,
                text: `${definition.title} ${
                  isNew ? 'came into force and ' : ''
                }${says}`,
              },
            ]
          : [];
      })
      .sort((a, b) => compareWeights(a.definition, b.definition));
    if (changed.length === 0) {
      return '';
    }
    const others = changed.length - MOST_CONTROLS;
    const named = changed.slice(0, MOST_CONTROLS).map(({ text }) => text);
    return `, for ${named.join(', ')}${
      others > 0 ? ` and ${others} more` : ''
    }`;
  }
}

function hasBegun({ effectiveFrom }: ControlDefinition, since: Date): boolean {
  return (
    effectiveFrom !== undefined &&
    Date.parse(effectiveFrom) > since.getTime() - DAY_MS
  );
}

function compareWeights(a: ControlDefinition, b: ControlDefinition): number {
  return Number(b.critical) - Number(a.critical) || b.weight - a.weight;
}

function linkTo(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${namespace}/${kind}/${name}/compliance`;
}
