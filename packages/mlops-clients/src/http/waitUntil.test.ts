import { InstantTimer } from '../__testUtils__/InstantTimer';
import { ServiceHttp } from './ServiceHttp';
import { waitUntil } from './waitUntil';

describe('waitUntil', () => {
  const timer = InstantTimer.create();
  const http = ServiceHttp.create('Service', {
    url: 'http://service.example.com',
    timer,
  });
  const wait = async (look: () => Promise<number>, timeoutSeconds?: number) =>
    waitUntil(http, {
      look,
      timeoutSeconds,
      isDone: seen => seen === 3,
      describe: seen => `it is ${seen}`,
    });
  const busy = (passing: boolean) => http.error('is busy', { passing });

  it('goes on while the service restarts', async () => {
    const looks = [1, busy(true), busy(true), 2, busy(true), 3];
    await expect(
      wait(async () => {
        const look = looks.shift()!;
        if (look instanceof Error) {
          throw look;
        }
        return look;
      }),
    ).resolves.toBe(3);
  });

  it('ends with a service that stays away, or says no', async () => {
    let looks = 0;
    await expect(
      wait(async () => {
        looks++;
        throw busy(true);
      }),
    ).rejects.toThrow('Service is busy');
    expect(looks).toBe(10);
    await expect(
      wait(async () => {
        looks++;
        throw busy(false);
      }),
    ).rejects.toThrow('Service is busy');
    expect(looks).toBe(11);
  });

  it('says what was seen last', async () => {
    await expect(wait(async () => 1, 10)).rejects.toThrow(
      'Service was waited for 10 s, and still it is 1',
    );
    await expect(
      wait(async () => {
        throw busy(true);
      }, 10),
    ).rejects.toThrow('and still it did not answer');
  });
});
