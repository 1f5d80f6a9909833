import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import type { AwsAccount } from './AwsAccount';
import { allPages } from './allPages';
import {
  judgePolicies,
  judgeTrust,
  type Allowed,
  type PolicyDocument,
  type Trust,
} from './policies';
import { AwsError } from './toAwsError';

/** What a role may do, and who may have it. */
export interface RoleFacts {
  found: boolean;
  policies: string[];
  allowed?: Allowed;
  trust?: Trust;
  /** The ARN of the policy that bounds it. */
  boundary?: string;
  lastUsedAt?: Date;
}

/** A role by its ARN; a role that is not there is a fact, too. */
export async function readRole(
  account: AwsAccount,
  arn: string,
  signal: AbortSignal,
): Promise<RoleFacts> {
  const { iam } = account;
  const RoleName = arn.split('/').at(-1)!;
  const ask = <T>(
    name: string,
    send: (options: { abortSignal: AbortSignal }) => Promise<T>,
  ) => account.ask(`IAM ${name}`, send, signal);
  const answer = await ask('GetRole', options =>
    iam.send(new GetRoleCommand({ RoleName }), options),
  ).catch(error => {
    if (error instanceof AwsError && /^NoSuchEntity/.test(error.code)) {
      return undefined;
    }
    throw error;
  });
  const role = answer?.Role;
  if (!role || role.Arn !== arn) {
    return { found: false, policies: [] };
  }
  const documents: PolicyDocument[] = [];
  const policies: string[] = [];
  const attached = allPages(
    Marker =>
      ask('ListAttachedRolePolicies', options =>
        iam.send(
          new ListAttachedRolePoliciesCommand({ RoleName, Marker }),
          options,
        ),
      ),
    page => page.AttachedPolicies,
    page => page.Marker,
  );
  for await (const { PolicyArn, PolicyName } of attached) {
    const { Policy } = await ask('GetPolicy', options =>
      iam.send(new GetPolicyCommand({ PolicyArn }), options),
    );
    const { PolicyVersion } = await ask('GetPolicyVersion', options =>
      iam.send(
        new GetPolicyVersionCommand({
          PolicyArn,
          VersionId: Policy?.DefaultVersionId,
        }),
        options,
      ),
    );
    policies.push(`${PolicyName} (attached)`);
    documents.push(toDocument(PolicyVersion?.Document, PolicyName));
  }
  const inline = allPages(
    Marker =>
      ask('ListRolePolicies', options =>
        iam.send(new ListRolePoliciesCommand({ RoleName, Marker }), options),
      ),
    page => page.PolicyNames,
    page => page.Marker,
  );
  for await (const PolicyName of inline) {
    const { PolicyDocument: text } = await ask('GetRolePolicy', options =>
      iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }), options),
    );
    policies.push(`${PolicyName} (inline)`);
    documents.push(toDocument(text, PolicyName));
  }
  return {
    found: true,
    policies,
    allowed: judgePolicies(documents),
    trust: judgeTrust(
      toDocument(role.AssumeRolePolicyDocument, RoleName),
      arn.split(':')[4],
    ),
    boundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
    lastUsedAt: role.RoleLastUsed?.LastUsedDate,
  };
}

/** IAM answers with documents that are encoded as parts of an address. */
function toDocument(
  text: string | undefined,
  name: string | undefined,
): PolicyDocument {
  try {
    return JSON.parse(decodeURIComponent(text ?? '')) as PolicyDocument;
  } catch {
    throw new AwsError(
      `IAM gave the policy ${name} in a form that cannot be read`,
      'MalformedPolicy',
    );
  }
}
