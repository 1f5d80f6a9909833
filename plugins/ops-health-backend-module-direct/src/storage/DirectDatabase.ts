import type { Knex } from 'knex';
import { ChunkRows } from './ChunkRows';
import { JournalRows } from './JournalRows';
import { SeriesRows } from './SeriesRows';
import { SourceRows } from './SourceRows';
import { TargetRows } from './TargetRows';

/**
 * The tables of this module.
 */
export class DirectDatabase {
  readonly sources: SourceRows;
  readonly series: SeriesRows;
  readonly journal: JournalRows;
  readonly chunks: ChunkRows;
  readonly targets: TargetRows;

  static create(knex: Knex): DirectDatabase {
    return new DirectDatabase(knex);
  }

  private constructor(knex: Knex) {
    this.sources = new SourceRows(knex);
    this.series = new SeriesRows(knex);
    this.journal = new JournalRows(knex);
    this.chunks = new ChunkRows(knex);
    this.targets = new TargetRows(knex);
  }
}
