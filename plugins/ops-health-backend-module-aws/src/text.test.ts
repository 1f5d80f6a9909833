import { ConsoleLinks } from './ConsoleLinks';
import { snakeCase } from './text';

it.each([
  ['EndpointName', 'endpoint_name'],
  ['ModelId', 'model_id'],
  ['DBInstanceIdentifier', 'db_instance_identifier'],
  ['HTTPCode', 'http_code'],
  ['service.name-space', 'service_name_space'],
  ['already_snake', 'already_snake'],
])('calls the dimension %s %s', (dimension, label) => {
  expect(snakeCase(dimension)).toBe(label);
});

it.each([
  ['eu-central-1', 'https://eu-central-1.console.aws.amazon.com/'],
  ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
  ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
])('links to the console of %s', (region, start) => {
  const links = ConsoleLinks.create(region);
  expect(links.cluster('a b')).toBe(
    `${start}eks/clusters/a%20b?region=${region}`,
  );
  expect(links.cloudWatch).toBe(`${start}cloudwatch/home?region=${region}`);
});

it('links to no console that it does not know', () => {
  expect(ConsoleLinks.create('us-iso-east-1').alarm('a')).toBeUndefined();
});
