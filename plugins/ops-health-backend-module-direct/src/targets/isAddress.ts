const ADDRESS = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i;

/** Whether this is a host, maybe with a port, and nothing else. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && URL.canParse(`http://${text}`);
}
