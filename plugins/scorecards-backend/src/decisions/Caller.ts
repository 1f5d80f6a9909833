import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type {
  CatalogAccess,
  IsVisible,
  VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  scorecardsAttestationSignPermission,
  scorecardsDecisionDecidePermission,
  scorecardsDecisionRequestPermission,
} from '@platform-ops/backstage-plugin-scorecards-common';

/** Who calls, and what they may do. */
export interface Caller {
  /** In lower case, as refs are compared; missing for a service. */
  userRef?: string;
  /** The plugin that calls on behalf of the user, e.g. with an agent's tools. */
  through?: string;
  visible: VisibleRefs;
  isVisible: IsVisible;
  mayRequest: boolean;
  /** Only the person, never who acts for them. */
  mayDecide: boolean;
  maySign: boolean;
}

/** A caller that is a person. */
export type Person = Caller & { userRef: string };

/**
 * Finds out who calls, and what they may do.
 */
export class CallerReader {
  readonly #auth: AuthService;
  readonly #access: CatalogAccess;

  constructor(options: { auth: AuthService; access: CatalogAccess }) {
    this.#auth = options.auth;
    this.#access = options.access;
  }

  /**
   * @throws NotAllowedError where the caller may see nothing at all.
   */
  async read(credentials: BackstageCredentials): Promise<Caller> {
    const isGranted = (permission: BasicPermission) =>
      this.#access.isGranted(permission, credentials);
    const [visible, request, decide, sign] = await Promise.all([
      this.#access.visibleRefs(credentials),
      isGranted(scorecardsDecisionRequestPermission),
      isGranted(scorecardsDecisionDecidePermission),
      isGranted(scorecardsAttestationSignPermission),
    ]);
    const user = this.#auth.isPrincipal(credentials, 'user')
      ? credentials.principal
      : undefined;
    const isHere = user !== undefined && user.actor === undefined;
    return {
      userRef: user?.userEntityRef.toLocaleLowerCase('en-US'),
      through: user?.actor?.subject,
      visible,
      isVisible: visible === 'all' ? () => true : ref => visible.has(ref),
      mayRequest: user !== undefined && request,
      mayDecide: isHere && decide,
      maySign: isHere && sign,
    };
  }

  /**
   * @throws NotAllowedError for others than people who were granted it.
   */
  async person(
    credentials: BackstageCredentials,
    permission?: BasicPermission,
  ): Promise<Person> {
    if (permission) {
      await this.#access.require(permission, credentials);
    }
    const caller = await this.read(credentials);
    const { userRef } = caller;
    if (userRef === undefined) {
      throw new NotAllowedError('This takes a person; a service cannot do it');
    }
    return { ...caller, userRef };
  }

  /**
   * The same, for what nobody may do on behalf of somebody else.
   *
   * @throws NotAllowedError for others than people who were granted it.
   */
  async personAlone(
    credentials: BackstageCredentials,
    permission?: BasicPermission,
  ): Promise<Person> {
    const person = await this.person(credentials, permission);
    if (person.through !== undefined) {
      throw new NotAllowedError(
        `This takes ${person.userRef} in person; ${person.through} cannot do it on their behalf`,
      );
    }
    return person;
  }
}
