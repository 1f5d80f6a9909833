import { FakeHttpServer } from '@platform-ops/test-servers';

/**
 * AWS Config as its published API says
 * (https://docs.aws.amazon.com/config/latest/APIReference, protocol AWS JSON 1.1):
 * a double, for the results of rules, which moto does not have.
 */
export class FakeAwsConfig {
  readonly requests: string[] = [];
  rules: object[] = [];
  /** By the names of rules. */
  results: Record<
    string,
    Array<[type: string, id: string, compliance: string]>
  > = {};
  inventory: object[] = [];
  /** Instead of an answer to this operation. */
  refused: string | undefined;
  readonly #server: FakeHttpServer;

  static async start(): Promise<FakeAwsConfig> {
    return new FakeAwsConfig(await FakeHttpServer.start());
  }

  private constructor(server: FakeHttpServer) {
    this.#server = server;
    server.answer(({ headers, body }) => {
      const operation = String(headers['x-amz-target']).split('.').at(-1)!;
      this.requests.push(operation);
      const asked = JSON.parse(body || '{}') as Record<string, string>;
      const type = { 'content-type': 'application/x-amz-json-1.1' };
      return operation === this.refused
        ? {
            status: 400,
            headers: { ...type, 'x-amzn-errortype': 'AccessDeniedException' },
            body: {
              message:
                'User: arn:aws:iam::123456789012:user/AKIAEXAMPLE123 is not authorized to perform: config:X',
            },
          }
        : { headers: type, body: this.#answer(operation, asked) };
    });
  }

  get url(): string {
    return this.#server.url;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  #answer(operation: string, asked: Record<string, string>): object {
    switch (operation) {
      case 'DescribeConfigRules':
        return { ConfigRules: this.rules };
      case 'SelectResourceConfig':
        return { Results: this.inventory.map(row => JSON.stringify(row)) };
      case 'GetComplianceDetailsByConfigRule':
        return this.#page(asked);
      default:
        return {};
    }
  }

  /** One result on each page. */
  #page({ ConfigRuleName, NextToken }: Record<string, string>): object {
    const results = this.results[ConfigRuleName] ?? [];
    const at = Number(NextToken ?? 0);
    return {
      EvaluationResults: results
        .slice(at, at + 1)
        .map(([type, id, compliance]) => ({
          EvaluationResultIdentifier: {
            EvaluationResultQualifier: {
              ConfigRuleName,
              ResourceType: type,
              ResourceId: id,
            },
            OrderingTimestamp: 1_700_000_000,
          },
          ComplianceType: compliance,
          ResultRecordedTime: 1_700_000_000,
        })),
      ...(at + 1 < results.length && { NextToken: String(at + 1) }),
    };
  }
}
