/** With what the browser tests ask as machines. */
export const testTokens = {
  sandbox: 'token-of-the-browser-tests',
  pipeline: 'token-of-a-pipeline-in-the-browser-tests',
};
