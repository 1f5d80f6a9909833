import { NotFoundError } from '@backstage/errors';
import type {
  Campaign,
  CampaignEntitiesResponse,
  Scorecard,
  StartCampaign,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { CampaignEntitiesPage } from '@platform-ops/backstage-plugin-scorecards-react';
import type { Verdict } from '@platform-ops/scorecards';
import { EXAMPLE_FRAMEWORKS } from './frameworks';
import { minutesAgo } from './time';

const DAY = 24 * 60;
const MET: readonly Verdict[] = ['pass', 'attested', 'inherited'];
const ME = 'user:default/clara';

function inDays(days: number): string {
  return minutesAgo(-days * DAY).slice(0, 10);
}

type Kept = Omit<Campaign, 'progress' | 'frameworkTitle'> & {
  metAtStart: number;
};

/** Campaigns in memory. */
export class ExampleCampaigns {
  readonly #scorecards: readonly Scorecard[];
  #campaigns: Kept[] = [
    {
      id: 'late',
      title: 'Nobody signs in as somebody else',
      frameworkId: 'readiness',
      ownerRef: 'group:default/trading-desk',
      dueOn: inDays(-6),
      state: 'overdue',
      startedBy: ME,
      startedAt: minutesAgo(60 * DAY),
      metAtStart: 3,
      reminders: [],
    },
    {
      id: 'encrypt',
      title: 'Encrypt all patient data',
      description:
        'An auditor comes in spring.\nHelp: the imaging team knows how.',
      frameworkId: 'hipaa-security',
      controls: ['hipaa-312.e.1', 'hipaa-312.a.2.iv'],
      kinds: ['Model', 'Dataset', 'Component'],
      systems: ['system:default/imaging'],
      ownerRef: 'group:default/imaging',
      dueOn: inDays(21),
      state: 'running',
      startedBy: ME,
      startedAt: minutesAgo(9 * DAY),
      metAtStart: 1,
      reminders: [
        { at: minutesAgo(2 * DAY), ownerRef: 'group:default/imaging', open: 3 },
      ],
    },
    {
      id: 'card',
      title: 'All models have a card',
      frameworkId: 'nist-ai-rmf',
      ownerRef: 'group:default/imaging',
      dueOn: inDays(-90),
      state: 'ended',
      startedBy: ME,
      startedAt: minutesAgo(150 * DAY),
      endedBy: ME,
      endedAt: minutesAgo(88 * DAY),
      metAtStart: 0,
      reminders: [],
    },
  ];

  constructor(scorecards: readonly Scorecard[]) {
    this.#scorecards = scorecards;
  }

  list(): Campaign[] {
    return this.#campaigns.map(kept => this.#complete(kept));
  }

  get(campaignId: string): Campaign | undefined {
    const kept = this.#campaigns.find(({ id }) => id === campaignId);
    return kept && this.#complete(kept);
  }

  entities(
    campaignId: string,
    { show = 'open' }: CampaignEntitiesPage,
  ): CampaignEntitiesResponse {
    const kept = this.#campaigns.find(({ id }) => id === campaignId);
    if (!kept) {
      throw new NotFoundError(`There is no campaign ${campaignId}`);
    }
    const items = this.#concerned(kept)
      .map(({ scorecard, controls }) => {
        const open = controls.filter(({ verdict }) => !MET.includes(verdict));
        return {
          entityRef: scorecard.entityRef,
          title: scorecard.title,
          owner: scorecard.owner,
          met: controls.length - open.length,
          total: controls.length,
          open,
        };
      })
      .filter(({ open }) => show === 'all' || open.length > 0);
    return { items, totalItems: items.length };
  }

  start(campaign: StartCampaign): Campaign {
    const kept: Kept = {
      ...campaign,
      id: `started-${this.#campaigns.length}`,
      state: 'running',
      startedBy: ME,
      startedAt: minutesAgo(0),
      metAtStart: 0,
      reminders: [],
    };
    kept.metAtStart = this.#complete(kept).progress.met;
    this.#campaigns = [kept, ...this.#campaigns];
    return this.#complete(kept);
  }

  end(campaignId: string): void {
    this.#campaigns = this.#campaigns.map(kept =>
      kept.id === campaignId
        ? { ...kept, state: 'ended', endedBy: ME, endedAt: minutesAgo(0) }
        : kept,
    );
  }

  #concerned(kept: Kept) {
    const isIn = (wanted: readonly string[] | undefined, found?: string) =>
      !wanted || wanted.includes(found ?? '');
    return this.#scorecards
      .filter(
        ({ frameworkId, kind, owner, system }) =>
          frameworkId === kept.frameworkId &&
          isIn(kept.kinds, kind) &&
          isIn(kept.owners, owner) &&
          isIn(kept.systems, system),
      )
      .map(scorecard => ({
        scorecard,
        controls: scorecard.controls.filter(
          ({ id, verdict }) =>
            isIn(kept.controls, id) && verdict !== 'not-applicable',
        ),
      }));
  }

  #complete({ metAtStart, ...kept }: Kept): Campaign {
    const concerned = this.#concerned({ metAtStart, ...kept });
    const controls = concerned.flatMap(item => item.controls);
    return {
      ...kept,
      frameworkTitle: EXAMPLE_FRAMEWORKS.find(
        ({ id }) => id === kept.frameworkId,
      )!.title,
      progress: {
        entities: concerned.length,
        total: controls.length,
        met: controls.filter(({ verdict }) => MET.includes(verdict)).length,
        metAtStart,
      },
    };
  }
}
