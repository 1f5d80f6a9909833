interface EnvironmentVariable {
  name?: string;
  value?: string;
}

/** Words that a name of a secret has; `KEY` alone is too often something else. */
const SECRET_NAME =
  /(^|_)(PASSWORD|PASSWD|PWD|PASSPHRASE|SECRETS?|TOKEN|CREDENTIALS?|(API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|MASTER|ACCOUNT)_?KEY)(_|$)/;
/** What tells about a secret and is none. */
const NO_SECRET =
  /_(ID|NAME|FILE|PATH|DIR|URL|URI|HOST|ENDPOINT|TTL|EXPIRY|EXPIRATION|LENGTH|TYPE|ISSUER|AUDIENCE|REVIEW|LIMIT|COUNT|SECONDS|ENABLED)$/;
/** `scheme://somebody:password@host` */
const PASSWORD_IN_ADDRESS = /:\/\/[^/\s:@]*:[^/\s@]+@/;
/** Made of other variables, which are looked at themselves. */
const ONLY_REFERENCES = /^(\$\([^)]*\))+$/;
const NOT_SET = /^(true|false|none|null)?$/i;

/**
 * The names of variables that hold, for all to read, what looks like a secret.
 * Their values stay here.
 */
export function findPlainSecrets(environment: EnvironmentVariable[]): string[] {
  return environment.flatMap(({ name, value }) =>
    typeof name === 'string' && typeof value === 'string' && holds(name, value)
      ? [name]
      : [],
  );
}

function holds(name: string, value: string): boolean {
  if (NOT_SET.test(value) || ONLY_REFERENCES.test(value)) {
    return false;
  }
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.-]/g, '_')
    .toUpperCase();
  return (
    (SECRET_NAME.test(words) && !NO_SECRET.test(words)) ||
    // A password that comes from a reference is no plain one.
    PASSWORD_IN_ADDRESS.test(value.replace(/\$\([^)]*\)/g, ''))
  );
}
