import { execFileSync } from 'node:child_process';
import { describeWithServer } from '../describeWithServer';
import { requestJson } from '../kubernetes/requestJson';

const WIDGETS = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.test }
spec:
  group: example.test
  scope: Namespaced
  names: { kind: Widget, plural: widgets, singular: widget }
  versions:
    - name: v1
      served: true
      storage: true
      subresources: { status: {} }
      schema:
        openAPIV3Schema:
          type: object
          x-kubernetes-preserve-unknown-fields: true
---
apiVersion: example.test/v1
kind: Widget
metadata: { name: one }
spec: { size: 1 }
`;

describeWithServer('kubernetes', 'startKubernetes', server => {
  const WIDGETS_PATH = '/apis/example.test/v1/namespaces/default/widgets';
  const get = (token: string, path: string) =>
    requestJson(
      { url: server().url, caData: server().caData, token },
      { method: 'GET', path },
    );

  it('says which version it is', async () => {
    const { answer } = await get(server().strangerToken, '/version');
    expect(answer).toMatchObject({ gitVersion: `v${server().version}` });
  });

  it('keeps custom resources with their status', async () => {
    const { writer, viewerToken } = server();
    const [, widget] = await writer.applyYaml(WIDGETS);
    await writer.patchStatus(widget, {
      conditions: [{ type: 'Ready', status: 'False' }],
    });
    expect(
      (await get(viewerToken, `${WIDGETS_PATH}/one`)).answer,
    ).toMatchObject({
      spec: { size: 1 },
      status: { conditions: [{ type: 'Ready', status: 'False' }] },
    });
    await writer.delete(widget);
    expect((await get(viewerToken, `${WIDGETS_PATH}/one`)).status).toBe(404);
    await expect(writer.apply({ ...widget, kind: 'Gadget' })).rejects.toThrow(
      'knows no Gadget in example.test/v1',
    );
  });

  it('lets the viewer read and the stranger not', async () => {
    const { viewerToken, strangerToken } = server();
    const pods = '/api/v1/pods';
    expect((await get(viewerToken, pods)).status).toBe(200);
    expect((await get('nobody', pods)).status).toBe(401);
    expect(await get(strangerToken, pods)).toMatchObject({
      status: 403,
      answer: { message: expect.stringContaining('"stranger" cannot list') },
    });
  });

  it('ends etcd too', async () => {
    const etcds = () =>
      execFileSync('ps', ['-eo', 'ppid=,args='], { encoding: 'utf8' })
        .split('\n')
        .filter(
          line =>
            Number(line.trim().split(' ')[0]) === process.pid &&
            line.includes('/etcd --data-dir'),
        );
    expect(etcds()).toHaveLength(1);
    await server().stop();
    expect(etcds()).toHaveLength(0);
    await expect(get('', '/version')).rejects.toThrow('ECONNREFUSED');
  });
});
