import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  contentHash,
  shortColumnText,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ReportResultRequest } from '../api/routes';
import { readDocument, type DocumentKind } from '../documents/readDocument';
import type { PushedResult, ScanTarget } from '../PushedResult';
import { SEVERITIES, type Summary } from '../summaries/Summary';
import type { ResultQueue } from './ResultQueue';

/** Clocks differ. */
const TOLERATED_MS = 5 * 60_000;

const SCANS: Partial<Record<DocumentKind, ScanTarget>> = {
  sarif: 'code',
  cyclonedx: 'dependencies',
};

/**
 * Reads what is pushed, and keeps what it says.
 */
export class ResultService {
  readonly #queue: ResultQueue;
  readonly #deniedLicences: string[];

  constructor(options: { queue: ResultQueue; deniedLicences: string[] }) {
    this.#queue = options.queue;
    this.#deniedLicences = options.deniedLicences;
  }

  async report(request: ReportResultRequest, reporter: string) {
    const result = this.#read(request, reporter);
    const { known } = await this.#queue.add(result);
    const { id, tool, summary } = result;
    return { id, known, tool, found: describe(summary) };
  }

  #read(request: ReportResultRequest, reporter: string): PushedResult {
    const { entityRef, kind, commit, version, pipeline } = request;
    const receivedAt = new Date();
    const ranAt = new Date(request.ranAt);
    if (ranAt.getTime() > receivedAt.getTime() + TOLERATED_MS) {
      throw new InputError(
        `ranAt: found ${request.ranAt}, expected is a time that has passed`,
      );
    }
    const {
      tool: own,
      summary,
      open,
    } = readDocument(kind, request.content, this.#deniedLicences);
    const scans = summary.scan && (request.scans ?? SCANS[kind]);
    if (summary.scan && !scans) {
      throw new InputError(
        'scans: found nothing, though there are findings; allowed are code, dependencies, image, model, secrets',
      );
    }
    const tool = shortColumnText(
      request.tool ?? own ?? (kind === 'junit' ? 'junit' : pipeline.name),
    )!;
    return {
      id: createHash('sha256')
        .update(
          JSON.stringify([
            entityRef,
            kind,
            scans ?? '',
            tool,
            commit ?? '',
            version ?? '',
            ranAt.toISOString(),
          ]),
        )
        .digest('hex'),
      contentHash: contentHash({ summary, open }),
      entityRef,
      kind,
      scans,
      tool,
      commit,
      version,
      pipeline,
      reporter,
      ranAt,
      receivedAt,
      summary,
      open,
    };
  }
}

function describe({ scan, tests, components, run }: Summary): string {
  const parts: string[] = [];
  if (scan) {
    parts.push(
      ...SEVERITIES.map(severity => `${scan.counts[severity]} ${severity}`),
      `${scan.unrated} unrated`,
      `${scan.suppressed} suppressed`,
      ...(scan.complete ? [] : ['the scan did not run to its end']),
    );
  }
  if (tests) {
    const { tests: count, failed, skipped } = tests;
    parts.push(`${count} tests, ${failed} failed, ${skipped} skipped`);
  }
  if (components) {
    parts.push(
      `${components.components} components, ${components.deniedCount} with a refused licence`,
    );
  }
  if (run) {
    parts.push(`outcome ${run.outcome}`);
  }
  return parts.join(', ') || 'nothing that is read';
}
