import { z } from 'zod';
import type { AlertmanagerSourceConfig } from '../config/readAlertmanagerSourceConfig';
import { AlertmanagerError } from './AlertmanagerError';
import {
  AlertmanagerHttp,
  type AlertmanagerHttpOptions,
  type RequestCost,
} from './AlertmanagerHttp';
import { readList, readText } from './readAnswer';

/** What Alertmanager wants to know of a silence. */
export interface PostableSilence {
  matchers: Array<{
    name: string;
    value: string;
    isRegex: boolean;
    isEqual: boolean;
  }>;
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
}

export interface ListAnswer<T> {
  items: T[];
  cost: RequestCost;
}

const createdSilenceSchema = z.object({ silenceID: z.string().min(1) });

/** The parts of the API, version 2, that we use, at one peer. */
export class AlertmanagerPeer {
  readonly #http: AlertmanagerHttp;

  static create(
    config: AlertmanagerSourceConfig,
    url: string,
    options?: AlertmanagerHttpOptions,
  ): AlertmanagerPeer {
    return new AlertmanagerPeer(AlertmanagerHttp.create(config, url, options));
  }

  private constructor(http: AlertmanagerHttp) {
    this.#http = http;
  }

  get name(): string {
    return this.#http.name;
  }

  async close(): Promise<void> {
    await this.#http.close();
  }

  /** All that fire, also what is silenced or inhibited. */
  async listAlerts<T>(
    take: (element: unknown) => T | undefined,
    signal: AbortSignal,
  ): Promise<ListAnswer<T>> {
    return this.#list('/api/v2/alerts', take, signal);
  }

  /** Also those that have ended. */
  async listSilences<T>(
    take: (element: unknown) => T | undefined,
    signal: AbortSignal,
  ): Promise<ListAnswer<T>> {
    return this.#list('/api/v2/silences', take, signal);
  }

  /** The id of the silence. */
  async createSilence(
    silence: PostableSilence,
    signal: AbortSignal,
  ): Promise<string> {
    const text = await this.#http.ask(
      { method: 'POST', path: '/api/v2/silences', body: silence, signal },
      noCost(),
      readText,
    );
    try {
      return createdSilenceSchema.parse(JSON.parse(text)).silenceID;
    } catch (cause) {
      throw new AlertmanagerError(
        `${this.name} answered POST /api/v2/silences without the id of the silence`,
        { cause },
      );
    }
  }

  async expireSilence(id: string, signal: AbortSignal): Promise<void> {
    const path = `/api/v2/silence/${encodeURIComponent(id)}`;
    await this.#http.ask(
      { method: 'DELETE', path, signal },
      noCost(),
      readText,
    );
  }

  async #list<T>(
    path: string,
    take: (element: unknown) => T | undefined,
    signal: AbortSignal,
  ): Promise<ListAnswer<T>> {
    const cost = noCost();
    const items = await this.#http.ask(
      { method: 'GET', path, signal },
      cost,
      async body => {
        const taken: T[] = [];
        await readList(body, element => {
          const item = take(element);
          if (item !== undefined) {
            taken.push(item);
          }
        });
        return taken;
      },
    );
    return { items, cost };
  }
}

function noCost(): RequestCost {
  return { queries: 0, bytes: 0, milliseconds: 0 };
}
