import { testEntity } from '../__testUtils__/testEntity';
import { suggestLabels, wordsOf } from './suggestLabels';

const entity = testEntity('component:default/order-checkout');

describe('suggestLabels', () => {
  it.each([
    [
      'the same words in another form',
      {},
      [
        { namespace: 'shop', app: 'cart', cluster: 'eu' },
        { namespace: 'shop', app: 'OrderCheckout', cluster: 'eu' },
        { namespace: 'shop', app: 'order_export', cluster: 'eu' },
      ],
      { namespace: 'shop', app: 'OrderCheckout' },
    ],
    [
      'most of the words',
      {},
      [{ job: 'order-checkout-v2', instance: 'a:80' }],
      { job: 'order-checkout-v2' },
    ],
    [
      'the one of the namespace that was named',
      { namespace: 'shop', service: 'checkout' },
      [
        { namespace: 'lab', service: 'order-checkout' },
        { namespace: 'shop', service: 'order-checkout' },
      ],
      { namespace: 'shop', service: 'order-checkout' },
    ],
    [
      'nothing far off',
      {},
      [{ app: 'cart' }, { namespace: 'order' }],
      undefined,
    ],
    ['nothing that cannot be written', {}, [{ app: 'order,checkout' }], {}],
  ])('finds %s', (_, wanted, labelSets, expected) => {
    expect(suggestLabels(entity, wanted as {}, labelSets as any)).toEqual(
      expected,
    );
  });

  it('looks by name and its words', () => {
    expect(wordsOf(entity)).toEqual(['order-checkout', 'order', 'checkout']);
  });
});
