import type { Verdict } from '@platform-ops/scorecards';
import type {
  CampaignEnd,
  CampaignStore,
  StoredCampaign,
} from '../database/CampaignStore';
import { readLetter } from '../database/packVerdicts';
import type { RulesStore, RulesVersion } from '../database/RulesStore';
import type {
  LettersRow,
  ScorecardQueries,
} from '../database/ScorecardQueries';
import { EventLoopBreaks } from '../evaluate/EventLoopBreaks';
import type { Rules } from '../rulebook/Rules';

/** How far an entity is. */
export interface EntityProgress {
  entityRef: string;
  title: string;
  owner?: string;
  met: number;
  total: number;
  /** What controls that are not met say, by their ids. */
  open: ReadonlyMap<string, Verdict>;
}

type Question = Pick<
  StoredCampaign,
  'frameworkId' | 'controls' | 'kinds' | 'owners' | 'systems'
>;

const MET: ReadonlySet<Verdict> = new Set(['pass', 'attested', 'inherited']);

/**
 * Tells how far campaigns are, by the verdicts in force, or were when they ended.
 */
export class ProgressReader {
  readonly #rules: Rules;
  readonly #queries: ScorecardQueries;
  readonly #versions: RulesStore;
  readonly #campaigns: CampaignStore;

  constructor(options: {
    rules: Rules;
    queries: ScorecardQueries;
    rulesVersions: RulesStore;
    campaignStore: CampaignStore;
  }) {
    this.#rules = options.rules;
    this.#queries = options.queries;
    this.#versions = options.rulesVersions;
    this.#campaigns = options.campaignStore;
  }

  /** As they are now, and those that ended as they were then. */
  async read(campaigns: StoredCampaign[]): Promise<EntityProgress[][]> {
    const running = campaigns.filter(({ endedAt }) => endedAt === undefined);
    const progress = await this.readNow(running);
    const ends = await this.#campaigns.ends(
      campaigns.flatMap(({ id, endedAt }) => (endedAt ? [id] : [])),
    );
    const versions = await this.#versions.get(
      [...ends.values()].flat().map(({ rulesHash }) => rulesHash),
    );
    const breaks = new EventLoopBreaks();
    const result: EntityProgress[][] = [];
    for (const campaign of campaigns) {
      const { control } = aboutOf(campaign);
      const atEnd: EntityProgress[] = [];
      for (const end of ends.get(campaign.id) ?? []) {
        const version = versions.get(end.rulesHash);
        if (version) {
          atEnd.push(count(end, version, control));
        }
        await breaks.offer();
      }
      result.push(
        campaign.endedAt ? atEnd : progress[running.indexOf(campaign)],
      );
    }
    return result;
  }

  /** What is kept of a campaign that ends now. */
  async readEnds(campaign: StoredCampaign): Promise<CampaignEnd[]> {
    const [progress] = await this.readNow([campaign]);
    const counted = new Set(progress.map(({ entityRef }) => entityRef));
    return (await this.#lettersOf(campaign.frameworkId)).filter(
      ({ entityRef }) => counted.has(entityRef),
    );
  }

  /**
   * In the order of the campaigns: the entities that each is about. The
   * verdicts of each framework are read once.
   */
  async readNow(campaigns: Question[]): Promise<EntityProgress[][]> {
    const progress = campaigns.map((): EntityProgress[] => []);
    const breaks = new EventLoopBreaks();
    for (const frameworkId of new Set(
      campaigns.map(campaign => campaign.frameworkId),
    )) {
      const rows = await this.#lettersOf(frameworkId);
      const versions = await this.#versions.get(
        rows.map(({ rulesHash }) => rulesHash),
      );
      const questions = campaigns.flatMap((campaign, index) =>
        campaign.frameworkId === frameworkId
          ? [{ index, isAbout: aboutOf(campaign) }]
          : [],
      );
      for (const row of rows) {
        const version = versions.get(row.rulesHash);
        for (const { index, isAbout } of questions) {
          const entity = version && isAbout.entity(row);
          const found = entity && count(row, version, isAbout.control);
          if (found && found.total > 0) {
            progress[index].push(found);
          }
        }
        await breaks.offer();
      }
    }
    return progress;
  }

  /** What is not in force any more asks for nothing. */
  async #lettersOf(frameworkId: string): Promise<LettersRow[]> {
    return this.#rules.framework(frameworkId)
      ? this.#queries.letters(frameworkId)
      : [];
  }
}

function aboutOf(campaign: Omit<Question, 'frameworkId'>) {
  const oneOf = (names: string[] | undefined) => {
    const known = names && new Set(names.map(name => name.toLowerCase()));
    return (value: string | undefined) =>
      !known || (value !== undefined && known.has(value.toLowerCase()));
  };
  const isKind = oneOf(campaign.kinds);
  const isOwner = oneOf(campaign.owners);
  const isSystem = oneOf(campaign.systems);
  return {
    control: oneOf(campaign.controls),
    entity: ({ kind, owner, system }: LettersRow) =>
      isKind(kind) && isOwner(owner) && isSystem(system),
  };
}

function count(
  { entityRef, title, owner, letters }: CampaignEnd,
  { controls }: RulesVersion,
  isAsked: (controlId: string) => boolean,
): EntityProgress {
  const open = new Map<string, Verdict>();
  let met = 0;
  controls.forEach((id, position) => {
    const verdict = isAsked(id) ? readLetter(letters[position]) : undefined;
    if (verdict && MET.has(verdict)) {
      met++;
    } else if (verdict && verdict !== 'not-applicable') {
      open.set(id, verdict);
    }
  });
  return { entityRef, title, owner, met, total: met + open.size, open };
}
