import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { MlflowClient } from './client/MlflowClient';
import type { MlflowRegisteredModel } from './client/schemas';

const PROBES_PER_PAGE = 20;
const READS_AT_ONCE = 100;

/**
 * Makes up for servers whose listing leaves the aliases out.
 *
 * @remarks
 *
 * MLflow 2.22 and 3.17 list them, so there this costs nothing once the first
 * alias was seen. As long as a listing shows none, a few models of each page,
 * others each time, are read one by one; if one of them has an alias after
 * all, the aliases of every model are read so from then on.
 */
export class AliasReader {
  readonly #client: MlflowClient;
  #source: 'unknown' | 'listing' | 'one-by-one' = 'unknown';
  #probed = 0;

  static create(client: MlflowClient): AliasReader {
    return new AliasReader(client);
  }

  private constructor(client: MlflowClient) {
    this.#client = client;
  }

  async complete(
    page: MlflowRegisteredModel[],
    signal: AbortSignal,
  ): Promise<MlflowRegisteredModel[]> {
    if (page.some(row => row.aliases.length > 0)) {
      this.#source = 'listing';
    }
    if (this.#source === 'unknown' && (await this.#probe(page, signal))) {
      this.#source = 'one-by-one';
    }
    return this.#source === 'one-by-one' ? this.#read(page, signal) : page;
  }

  async #probe(
    page: MlflowRegisteredModel[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const step = Math.max(1, Math.ceil(page.length / PROBES_PER_PAGE));
    const offset = this.#probed++ % step;
    const chosen = page.filter((_, index) => index % step === offset);
    const read = await this.#read(chosen, signal);
    return read.some(row => row.aliases.length > 0);
  }

  async #read(
    rows: MlflowRegisteredModel[],
    signal: AbortSignal,
  ): Promise<MlflowRegisteredModel[]> {
    const result: MlflowRegisteredModel[] = [];
    for (const batch of inChunks(rows, READS_AT_ONCE)) {
      result.push(
        ...(await Promise.all(
          batch.map(async row => {
            const read = await this.#client.getRegisteredModel(
              row.name,
              signal,
            );
            return read ? { ...row, aliases: read.aliases } : row;
          }),
        )),
      );
    }
    return result;
  }
}
