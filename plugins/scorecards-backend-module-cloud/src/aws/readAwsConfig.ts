import {
  DescribeConfigRulesCommand,
  GetComplianceDetailsByConfigRuleCommand,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import type { AwsSourceConfig } from '../config/readCloudConfig';
import type { Finding } from '../findings/Finding';
import type { AwsAccount } from './AwsAccount';
import { allPages } from './allPages';

const INVENTORY = 'SELECT resourceId, resourceType, arn, tags';
const STATUS: Record<string, Finding['status']> = {
  COMPLIANT: 'pass',
  NON_COMPLIANT: 'fail',
};

interface Described {
  arn: string;
  tags: Record<string, string>;
}

/** What AWS Config found out by each of its rules, of one account in one region. */
export async function* readAwsConfig(
  account: AwsAccount,
  source: AwsSourceConfig,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const inventory = await readInventory(account, signal);
  const rules = allPages(
    token =>
      account.ask(
        'Config DescribeConfigRules',
        options =>
          account.config.send(
            new DescribeConfigRulesCommand({ NextToken: token }),
            options,
          ),
        signal,
      ),
    page => page.ConfigRules,
    page => page.NextToken,
  );
  for await (const { ConfigRuleName: name, Source } of rules) {
    const results = allPages(
      token =>
        account.ask(
          'Config GetComplianceDetailsByConfigRule',
          options =>
            account.config.send(
              new GetComplianceDetailsByConfigRuleCommand({
                ConfigRuleName: name,
                Limit: 100,
                NextToken: token,
              }),
              options,
            ),
          signal,
        ),
      page => page.EvaluationResults,
      page => page.NextToken,
    );
    for await (const {
      ComplianceType,
      EvaluationResultIdentifier: of,
    } of results) {
      const { ResourceType: type = '', ResourceId: id = '' } =
        of?.EvaluationResultQualifier ?? {};
      if (ComplianceType !== 'NOT_APPLICABLE') {
        const known = inventory.get(`${type}/${id}`);
        yield {
          source: source.title,
          // Conformance packs give the names of rules a tail of their own.
          rule:
            Source?.Owner === 'AWS' && Source.SourceIdentifier
              ? Source.SourceIdentifier
              : name ?? 'unknown',
          title: name ?? 'unknown',
          status: STATUS[ComplianceType ?? ''] ?? 'unknown',
          isMuted: false,
          severity: 'unknown',
          account: source.account,
          resource: known?.arn ?? `${type}/${id}`,
          tags: known?.tags ?? {},
          // It holds until Config says otherwise: what is asked is what is now.
          observedAt: undefined,
        };
      }
    }
  }
}

/** ARNs and tags by types and ids, which is all that results have. */
async function readInventory(
  account: AwsAccount,
  signal: AbortSignal,
): Promise<Map<string, Described>> {
  const found = new Map<string, Described>();
  const rows = allPages(
    token =>
      account.ask(
        'Config SelectResourceConfig',
        options =>
          account.config.send(
            new SelectResourceConfigCommand({
              Expression: INVENTORY,
              Limit: 100,
              NextToken: token,
            }),
            options,
          ),
        signal,
      ),
    page => page.Results,
    page => page.NextToken,
  );
  for await (const row of rows) {
    const { resourceId, resourceType, arn, tags } = JSON.parse(row) as {
      resourceId: string;
      resourceType: string;
      arn?: string;
      tags?: Array<{ key: string; value: string }>;
    };
    if (arn) {
      found.set(`${resourceType}/${resourceId}`, {
        arn,
        tags: Object.fromEntries(
          (tags ?? []).map(({ key, value }) => [key, value]),
        ),
      });
    }
  }
  return found;
}
