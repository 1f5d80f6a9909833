/** Where the browser tests' portal listens: beside the ports of one that a person has started. */
export const testPorts = {
  backend: Number(process.env.PORTAL_TEST_BACKEND_PORT ?? 7107),
  sandbox: Number(process.env.PORTAL_TEST_SANDBOX_PORT ?? 7110),
};
