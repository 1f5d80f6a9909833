import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { toTimestamp } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  Decision,
  Expiring,
  Inbox,
  ListWantedAttestationsResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { AttestationStore } from '../database/AttestationStore';
import type { DecisionStore } from '../database/DecisionStore';
import type { AttestationService } from './AttestationService';
import type { Person } from './Caller';
import type { ConcernedControls } from './ConcernedControls';
import type { DecisionService } from './DecisionService';

const MOST_SHOWN = 50;
const MOST_WANTED = 500;
/** Nobody decides more than that at a time. */
const MOST_READ = 2000;
const ENDS_SOON_MS = 30 * 86_400_000;

/**
 * Gathers what waits for a person.
 */
export class InboxService {
  readonly #userInfo: UserInfoService;
  readonly #decisions: DecisionStore;
  readonly #attestations: AttestationStore;
  readonly #controls: ConcernedControls;
  readonly #decisionService: DecisionService;
  readonly #attestationService: AttestationService;
  readonly #now: () => Date;

  constructor(options: {
    userInfo: UserInfoService;
    decisions: DecisionStore;
    attestations: AttestationStore;
    controls: ConcernedControls;
    decisionService: DecisionService;
    attestationService: AttestationService;
    now?: () => Date;
  }) {
    this.#userInfo = options.userInfo;
    this.#decisions = options.decisions;
    this.#attestations = options.attestations;
    this.#controls = options.controls;
    this.#decisionService = options.decisionService;
    this.#attestationService = options.attestationService;
    this.#now = options.now ?? (() => new Date());
  }

  /** Statements that wait for the caller, of what they own and may sign. */
  async wanted(
    credentials: BackstageCredentials,
    caller: Person,
  ): Promise<ListWantedAttestationsResponse> {
    const owning = await this.#ownershipRefs(credentials);
    return this.#wanted(owning, caller, MOST_WANTED);
  }

  async read(
    credentials: BackstageCredentials,
    caller: Person,
  ): Promise<Inbox> {
    const owning = await this.#ownershipRefs(credentials);
    const toDecide = caller.mayDecide ? await this.#toDecide(caller) : [];
    const requested = await this.#requested(caller);
    const expiring = await this.#expiring(owning, caller);
    const toAttest = await this.#wanted(owning, caller, MOST_SHOWN);
    return {
      toDecide: toDecide.slice(0, MOST_SHOWN),
      requested: requested.slice(0, MOST_SHOWN),
      expiring: expiring.slice(0, MOST_SHOWN),
      toAttest: toAttest.items,
      totals: {
        toDecide: toDecide.length,
        requested: requested.length,
        expiring: expiring.length,
        toAttest: toAttest.totalItems,
        toAttestVoluntary: toAttest.controls
          .filter(({ frameworkId }) => this.#controls.isVoluntary(frameworkId))
          .reduce((sum, { wanted }) => sum + wanted, 0),
      },
    };
  }

  async #wanted(
    owning: string[],
    caller: Person,
    most: number,
  ): Promise<ListWantedAttestationsResponse> {
    return caller.maySign
      ? this.#attestationService.wanted(owning, caller.isVisible, most)
      : { items: [], totalItems: 0, controls: [] };
  }

  async #ownershipRefs(credentials: BackstageCredentials): Promise<string[]> {
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      credentials,
    );
    return ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US'));
  }

  /** The oldest first. */
  async #toDecide(caller: Person): Promise<Decision[]> {
    const open = await this.#decisions.find(
      { state: ['requested'] },
      this.#now(),
      MOST_READ,
    );
    const described = await this.#decisionService.describe(
      open.filter(({ entityRef }) => caller.isVisible(entityRef)),
      caller,
    );
    return described.filter(({ may }) => may.includes('reject')).reverse();
  }

  async #requested(caller: Person): Promise<Decision[]> {
    const own = await this.#decisions.find(
      { state: ['requested'], requestedBy: caller.userRef },
      this.#now(),
      MOST_READ,
    );
    return this.#decisionService.describe(
      own.filter(({ entityRef }) => caller.isVisible(entityRef)),
      caller,
    );
  }

  /** Of what the caller owns, asked for or signed. */
  async #expiring(owning: string[], caller: Person): Promise<Expiring[]> {
    const now = this.#now();
    const soon = new Date(now.getTime() + ENDS_SOON_MS);
    const ending = [
      ...(await this.#decisions.findEnding(now, soon, MOST_READ)).map(item => ({
        item,
        kind: item.kind,
        by: item.requestedBy,
        expiresAt: item.expiresAt!,
      })),
      ...(await this.#attestations.findEnding(now, soon, MOST_READ))
        .filter(item => !this.#controls.takesTwo(item))
        .map(item => ({
          item,
          kind: 'attestation' as const,
          by: item.signedBy,
          expiresAt: item.expiresAt,
        })),
    ].filter(({ item }) => caller.isVisible(item.entityRef));
    const described = await this.#controls.describe(
      ending.map(({ item }) => item),
    );
    return ending
      .map(({ item, kind, by, expiresAt }, position) => ({
        by,
        expiring: {
          ...described[position],
          id: item.id,
          kind,
          expiresAt: toTimestamp(expiresAt),
        },
      }))
      .filter(
        ({ by, expiring: { entityRef, owner } }) =>
          by === caller.userRef ||
          owning.includes(entityRef) ||
          (owner !== undefined && owning.includes(owner)),
      )
      .map(({ expiring }) => expiring)
      .sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1));
  }
}
