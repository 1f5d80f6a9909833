import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleScorecardsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { sampleCsv } from '../../samples/sampleCsv';
import { EvidencePage } from './EvidencePage';

const DRAW = {
  framework: 'hipaa-security',
  control: 'hipaa-308.a.1.ii.A',
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-04-01T00:00:00.000Z',
  size: 4,
  seed: 'spring audit',
};
const SEARCH = `?${new URLSearchParams({ ...DRAW, size: '4' })}`;

const search = () => screen.getByLabelText('search').textContent;

describe('EvidencePage', () => {
  it('draws what was chosen, and puts all of it into the URL', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi();
    const drawSample = jest.spyOn(api, 'drawSample');
    renderPage(<EvidencePage />, {
      api,
      search: '?framework=hipaa-security&control=hipaa-312.e.1',
    });
    const draw = await screen.findByRole('button', { name: 'Draw' });
    expect(drawSample).not.toHaveBeenCalled();
    const seed = screen.getByRole('textbox', { name: 'Seed' });
    const first = (seed as HTMLInputElement).value;
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    await user.click(screen.getByRole('button', { name: 'New seed' }));
    expect(seed).not.toHaveValue(first);
    await user.clear(seed);
    expect(draw).toBeDisabled();
    await user.type(seed, 'q1');
    await user.click(draw);

    await screen.findByRole('list', { name: 'Drawn' });
    expect(search()).toMatch(
      /^framework=hipaa-security&control=hipaa-312.e.1&from=\d{4}-[^&]*Z&to=\d{4}-[^&]*Z&seed=q1&size=25$/,
    );
    await user.click(screen.getByRole('button', { name: 'Draw others' }));
    await waitFor(() => expect(search()).not.toContain('seed=q1'));
  });

  it('draws the same from the same link, and says how', async () => {
    const api = new ExampleScorecardsApi();
    const drawSample = jest.spyOn(api, 'drawSample');
    renderPage(<EvidencePage />, { api, search: SEARCH });
    const region = await screen.findByRole('region', {
      name: '164.308(a)(1)(ii)(A) The risks were thought through',
    });
    expect(drawSample).toHaveBeenCalledWith(DRAW);
    expect(region).toHaveTextContent('Drawn4 of 5 entities');
    expect(region).toHaveTextContent('Seedspring audit');
    expect(region).toHaveTextContent(/How it was drawnAll entities are sorted/);
    expect(
      within(screen.getByRole('list', { name: 'Verdicts of all there are' }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['1 unknown', '1 exempt', '2 pass', '1 attested']);
  });

  it('opens an item into the facts and who decided', async () => {
    const user = userEvent.setup();
    renderPage(<EvidencePage />, {
      api: new ExampleScorecardsApi(),
      search: SEARCH,
    });
    const list = await screen.findByRole('list', { name: 'Drawn' });
    const heads = within(list).getAllByRole('button', { expanded: false });
    expect(heads).toHaveLength(4);
    heads[0].focus();
    await user.keyboard('{Enter}');
    expect(heads[0]).toHaveAttribute('aria-expanded', 'true');
    const first = heads[0].closest('li')!;
    expect(first).toHaveTextContent(
      /Asked.*openssl s_client.*Looked at3 things.*Fingerprintsha256:/,
    );
    expect(list).toHaveTextContent(
      /The fact is another by now, so only the fingerprint/,
    );
    const exempt = within(list)
      .getByRole('link', { name: 'the decision d-2041' })
      .closest('li')!;
    expect(exempt).toHaveTextContent('Chest X-ray triage');
    expect(
      within(exempt).getByRole('link', { name: /^model:hospital/ }),
    ).toHaveAttribute(
      'href',
      '/catalog/hospital/model/chest-xray-triage/compliance?framework=hipaa-security&control=hipaa-308.a.1.ii.A',
    );
  });

  it('writes a line for each fact, with how it was drawn', async () => {
    const sample = await new ExampleScorecardsApi().drawSample(DRAW);
    const lines = sampleCsv(sample).trim().split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toContain(',spring audit,5,');
  });

  it('tells nothing to draw from, a failure and a refusal apart', async () => {
    const api = new ExampleScorecardsApi();
    const sample = await api.drawSample(DRAW);
    const drawSample = jest
      .spyOn(api, 'drawSample')
      .mockResolvedValue({ ...sample, population: 0, counts: {}, items: [] });
    const none = renderPage(<EvidencePage />, { api, search: SEARCH });
    expect(await screen.findByText('Nothing to draw from')).toBeInTheDocument();
    none.unmount();
    drawSample.mockRejectedValue(new Error('there is no control x'));
    const failing = renderPage(<EvidencePage />, { api, search: SEARCH });
    expect(
      await screen.findByText('The sample could not be loaded'),
    ).toBeInTheDocument();
    failing.unmount();
    renderPage(<EvidencePage />, {
      api: new ExampleScorecardsApi('forbidden'),
      search: SEARCH,
    });
    expect(
      await screen.findByText('You may not see the frameworks'),
    ).toBeInTheDocument();
  });
});
