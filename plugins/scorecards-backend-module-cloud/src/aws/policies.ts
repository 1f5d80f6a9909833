/** A document of a policy, as IAM has it. */
export interface PolicyDocument {
  Statement?: PolicyStatement | PolicyStatement[];
}

interface PolicyStatement {
  Effect?: string;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Principal?: string | Record<string, string | string[]>;
  NotPrincipal?: unknown;
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** What policies allow at most. */
export interface Allowed {
  /** Everything on everything. */
  admin: boolean;
  /** Whole services, and all but some. */
  wildcardActions: string[];
  /** Actions that change something and are allowed on every resource. */
  onEverything: string[];
  /** Ways to get more rights than these. */
  escalations: string[];
  /** Resources of S3, KMS and SageMaker. */
  s3: string[];
  kms: string[];
  sagemaker: string[];
  /** Statements that take something away, or have conditions: not subtracted. */
  denials: number;
  conditions: number;
}

const MOST_LISTED = 50;
/** The part of an action after its service, where it only looks. */
const READS = /^(Get|List|Describe|Head|BatchGet|View|Lookup|Search)/;
const ESCALATIONS = [
  'iam:AddUserToGroup',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreatePolicyVersion',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'sts:AssumeRole',
];

/**
 * What policies allow, at most: neither denials, conditions nor a boundary are
 * subtracted, so that nothing looks smaller than it is.
 */
export function judgePolicies(documents: PolicyDocument[]): Allowed {
  const statements = documents.flatMap(({ Statement }) => toList(Statement));
  const allowing = statements.filter(({ Effect }) => Effect === 'Allow');
  const granted = allowing.map(statement => {
    const actions =
      statement.NotAction === undefined
        ? toList(statement.Action)
        : [`all but ${toList(statement.NotAction).join(', ')}`];
    const resources =
      statement.NotResource === undefined ? toList(statement.Resource) : ['*'];
    return { actions, resources, isAllBut: statement.NotAction !== undefined };
  });
  const everywhere = granted.filter(({ resources }) =>
    resources.some(isEverything),
  );
  const actionsOf = (grants: typeof granted) =>
    grants.flatMap(({ actions }) => actions);
  const scopeOf = (service: string) =>
    granted
      .filter(({ actions, isAllBut }) =>
        actions.some(
          action => isAllBut || matches(action.split(':')[0], service),
        ),
      )
      .flatMap(({ resources }) => resources);
  return {
    admin: everywhere.some(
      ({ actions, isAllBut }) =>
        isAllBut || actions.some(action => /^\*+(:\*+)?$/.test(action)),
    ),
    wildcardActions: listed(
      granted.flatMap(({ actions, isAllBut }) =>
        actions.filter(action => isAllBut || isWide(action)),
      ),
    ),
    onEverything: listed(
      actionsOf(everywhere).filter(
        action => !READS.test(action.split(':')[1] ?? ''),
      ),
    ),
    escalations: listed(
      ESCALATIONS.filter(escalation =>
        everywhere.some(
          ({ actions, isAllBut }) =>
            isAllBut || actions.some(action => matches(action, escalation)),
        ),
      ),
    ),
    s3: listed(scopeOf('s3')),
    kms: listed(scopeOf('kms')),
    sagemaker: listed(scopeOf('sagemaker')),
    denials: statements.length - allowing.length,
    conditions: allowing.filter(({ Condition }) => Condition).length,
  };
}

/** Who may have a role. */
export interface Trust {
  /** Anybody may, in any account. */
  anyone: boolean;
  /** Accounts beside its own. */
  otherAccounts: string[];
  /** Services of AWS. */
  services: string[];
  /** Providers of identities, such as that of a cluster. */
  federated: string[];
  /** Each of these is held to certain subjects. */
  subjectsPinned: boolean;
  /** E.g. service accounts of a cluster. */
  subjects: string[];
}

/** @param account - Of the role. */
export function judgeTrust(document: PolicyDocument, account: string): Trust {
  const allowing = toList(document.Statement).filter(
    ({ Effect }) => Effect === 'Allow',
  );
  const principals = (kind: string, statement: PolicyStatement) =>
    typeof statement.Principal === 'string'
      ? [statement.Principal]
      : toList(statement.Principal?.[kind]);
  const all = (kind: string) =>
    allowing.flatMap(statement => principals(kind, statement));
  const aws = all('AWS');
  const federations = allowing.filter(
    statement =>
      typeof statement.Principal === 'object' &&
      toList(statement.Principal.Federated).length > 0,
  );
  const pins = federations.map(subjectsOf);
  return {
    anyone:
      allowing.some(({ NotPrincipal }) => NotPrincipal !== undefined) ||
      aws.some(isEverything),
    otherAccounts: listed(
      aws.flatMap(principal => {
        const [found] = /\b\d{12}\b/.exec(principal) ?? [];
        return found && found !== account ? [found] : [];
      }),
    ),
    services: listed(
      allowing.flatMap(statement =>
        typeof statement.Principal === 'object'
          ? principals('Service', statement)
          : [],
      ),
    ),
    federated: listed(federations.flatMap(s => principals('Federated', s))),
    subjectsPinned: pins.every(
      subjects =>
        subjects.length > 0 && subjects.every(subject => !isLoose(subject)),
    ),
    subjects: listed(pins.flat()),
  };
}

/** What a statement holds subjects of tokens to. */
function subjectsOf({ Condition = {} }: PolicyStatement): string[] {
  return Object.entries(Condition)
    .filter(([operator]) => /^String(Equals|Like)$/i.test(operator))
    .flatMap(([, keys]) => Object.entries(keys))
    .filter(([key]) => key.toLowerCase().endsWith(':sub'))
    .flatMap(([, values]) => toList(values));
}

/** `system:serviceaccount:ns:*` would be every service account of it. */
function isLoose(subject: string): boolean {
  return /[*?]/.test(subject);
}

function isWide(action: string): boolean {
  return /^[^:]*\*|:\*+$/.test(action);
}

function isEverything(text: string): boolean {
  return /^\*+$/.test(text);
}

/** Whether a pattern of IAM fits; `*` and `?` stand for anything. */
function matches(pattern: string, text: string): boolean {
  // Patterns are others' text: compared sign by sign, as no expression.
  let [p, t, star, mark] = [0, 0, -1, 0];
  const [from, to] = [pattern.toLowerCase(), text.toLowerCase()];
  while (t < to.length) {
    if (from[p] === '*') {
      star = p++;
      mark = t;
    } else if (p < from.length && (from[p] === '?' || from[p] === to[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  return [...from.slice(p)].every(sign => sign === '*');
}

function toList<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

function listed(texts: string[]): string[] {
  return [...new Set(texts)].sort().slice(0, MOST_LISTED);
}
