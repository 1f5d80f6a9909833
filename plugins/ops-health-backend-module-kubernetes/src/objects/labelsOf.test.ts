import { labelsOf } from './labelsOf';

const place = {
  cluster: 'eu',
  kind: 'StatefulSet',
  resource: 'statefulsets.apps',
  joinLabel: 'statefulset',
};

it('joins by what it is, and by labels that cannot pass for that', () => {
  expect(
    labelsOf(
      {
        name: 'db',
        namespace: 'shop',
        labels: {
          app: 'database',
          cluster: 'mine',
          deployment: 'web',
          service: 'web',
          'backstage.io/kubernetes-id': 'orders',
          'serving.knative.dev/service': 'orders-predictor',
          'example.com/empty': '',
        },
      },
      place,
    ),
  ).toEqual({
    app: 'database',
    backstage_io_kubernetes_id: 'orders',
    cluster: 'eu',
    namespace: 'shop',
    resource: 'statefulsets.apps',
    service: 'orders-predictor',
    serving_knative_dev_service: 'orders-predictor',
    statefulset: 'db',
  });
});
