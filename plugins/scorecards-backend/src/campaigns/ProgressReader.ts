import type { Verdict } from '@platform-ops/scorecards';
import type { StoredCampaign } from '../database/CampaignStore';
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
  /** Ids of controls that are not met. */
  open: string[];
}

const MET: ReadonlySet<Verdict> = new Set(['pass', 'attested', 'inherited']);

/**
 * Tells how far campaigns are, by the verdicts in force.
 */
export class ProgressReader {
  readonly #rules: Rules;
  readonly #queries: ScorecardQueries;
  readonly #versions: RulesStore;

  constructor(options: {
    rules: Rules;
    queries: ScorecardQueries;
    rulesVersions: RulesStore;
  }) {
    this.#rules = options.rules;
    this.#queries = options.queries;
    this.#versions = options.rulesVersions;
  }

  /**
   * In the order of the campaigns: the entities that each is about. The
   * verdicts of each framework are read once.
   */
  async read(
    campaigns: Array<
      Pick<
        StoredCampaign,
        'frameworkId' | 'controls' | 'kinds' | 'owners' | 'systems'
      >
    >,
  ): Promise<EntityProgress[][]> {
    const progress = campaigns.map((): EntityProgress[] => []);
    const breaks = new EventLoopBreaks();
    for (const frameworkId of new Set(
      campaigns.map(campaign => campaign.frameworkId),
    )) {
      // What is not in force any more asks for nothing.
      const rows = this.#rules.framework(frameworkId)
        ? await this.#queries.letters(frameworkId)
        : [];
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
}

function aboutOf(
  campaign: Pick<StoredCampaign, 'controls' | 'kinds' | 'owners' | 'systems'>,
) {
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
  { entityRef, title, owner, letters }: LettersRow,
  { controls }: RulesVersion,
  isAsked: (controlId: string) => boolean,
): EntityProgress {
  const open: string[] = [];
  let met = 0;
  controls.forEach((id, position) => {
    const verdict = isAsked(id) ? readLetter(letters[position]) : undefined;
    if (verdict && MET.has(verdict)) {
      met++;
    } else if (verdict && verdict !== 'not-applicable') {
      open.push(id);
    }
  });
  return { entityRef, title, owner, met, total: met + open.length, open };
}
