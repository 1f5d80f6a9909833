import { expect, test } from '@playwright/test';
import { headersOf } from './support/api';

test('an agent finds and reads models with the rights of a person', async ({
  request,
}) => {
  const headers = {
    ...(await headersOf(request, 'viewer')),
    accept: 'application/json, text/event-stream',
  };
  const call = async (method: string, params: object) => {
    const response = await request.post('/api/mcp-actions/v1', {
      headers,
      data: { jsonrpc: '2.0', id: 1, method, params },
    });
    expect(response.status()).toBe(200);
    const text = await response.text();
    const json = /^data: (.*)$/m.exec(text)?.[1] ?? text;
    return JSON.parse(json).result;
  };

  const { tools } = await call('tools/list', {});
  const tool = (name: string): { name: string; annotations: object } =>
    tools.find((item: { name: string }) => item.name.endsWith(name));
  for (const name of ['list-models', 'get-model']) {
    expect(tool(name)?.annotations).toMatchObject({
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
    });
  }
  const result = await call('tools/call', {
    name: tool('list-models').name,
    arguments: { stage: 'production' },
  });
  const answer = JSON.stringify(result);
  expect(answer).toContain('model:sandbox/volatility-forecast');
  expect(answer).not.toContain('chest-xray');
});
