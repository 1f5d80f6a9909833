import { FakeHttpServer, type AskedRequest } from '../fake/FakeHttpServer';
import { Contract } from './Contract';
import { ContractRefusal } from './ContractRefusal';
import { readContract, type ContractName } from './findContract';

/** A request that the contract allows. */
export interface ContractCall {
  path: Record<string, string>;
  query: URLSearchParams;
  /** What was sent as JSON. */
  body: any;
  /** What was sent as multipart form. */
  form: FormData;
}

/** What a double says. */
export interface ContractAnswer {
  status?: number;
  body: unknown;
}

/** @public */
export interface ContractServerOptions {
  /** Whoever does not send it as bearer token is refused. */
  token?: string;
}

/** By `GET /path/{name}` as the contract writes it. */
export type ContractHandlers = Record<
  string,
  (call: ContractCall) => ContractAnswer | Promise<ContractAnswer>
>;

/**
 * A stateful stand-in for a service, made from its published contract: a
 * request that the contract does not allow is refused with what is wrong in it,
 * and so is an answer of the stand-in itself.
 *
 * @public
 */
export class ContractServer {
  readonly url: string;
  /** What broke the contract, in requests and in answers. */
  readonly violations: string[] = [];
  readonly #server: FakeHttpServer;

  static async start(
    name: ContractName,
    handlers: (contract: Contract) => ContractHandlers,
    refuse: (status: number, message: string) => unknown,
    { token }: ContractServerOptions = {},
  ): Promise<ContractServer> {
    const contract = contractOf(name);
    const known = handlers(contract);
    const unknown = Object.keys(known).filter(
      id => !contract.operationIds.includes(id),
    );
    if (unknown.length > 0) {
      throw new Error(`The contract of ${name} knows no ${unknown.join(', ')}`);
    }
    const server = await FakeHttpServer.start();
    const double = new ContractServer(server);
    server.answer(async asked => {
      const { status = 200, body } =
        token !== undefined && asked.headers.authorization !== `Bearer ${token}`
          ? { status: 401, body: refuse(401, 'no valid token') }
          : await double.#answer(contract, known, refuse, asked);
      return { status, body };
    });
    return double;
  }

  private constructor(server: FakeHttpServer) {
    this.#server = server;
    this.url = server.url;
  }

  /** What was asked so far, as `GET /path?query`. */
  get asked(): string[] {
    return this.#server.asked.map(({ method, url }) => `${method} ${url}`);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  async #answer(
    contract: Contract,
    handlers: ContractHandlers,
    refuse: (status: number, message: string) => unknown,
    asked: AskedRequest,
  ): Promise<ContractAnswer> {
    const matched = contract.match(asked.method, asked.path);
    if (!matched) {
      const what = `${asked.method} ${asked.path} is not described`;
      this.violations.push(what);
      return { status: 404, body: refuse(404, what) };
    }
    const content = await readContent(asked);
    const problems = [
      ...contract.checkTexts(matched, asked.query),
      ...checkContent(contract, matched, content),
    ].map(problem => `${matched.id}: ${problem}`);
    if (problems.length > 0) {
      this.violations.push(...problems);
      return { status: 400, body: refuse(400, problems.join('; ')) };
    }
    const handler = handlers[matched.id];
    if (!handler) {
      return {
        status: 501,
        body: refuse(501, `the double does not do ${matched.id}`),
      };
    }
    const answer = await this.#ask(handler, refuse, {
      path: matched.pathValues,
      query: asked.query,
      body: content.json,
      form: content.form ?? new FormData(),
    });
    // As it is sent: without fields that are undefined.
    const body = JSON.parse(JSON.stringify(answer.body));
    const broken = contract
      .checkAnswer(matched, answer.status ?? 200, body)
      .map(problem => `the answer to ${matched.id}: ${problem}`);
    this.violations.push(...broken);
    return broken.length > 0
      ? { status: 500, body: refuse(500, broken.join('; ')) }
      : answer;
  }

  async #ask(
    handler: ContractHandlers[string],
    refuse: (status: number, message: string) => unknown,
    call: ContractCall,
  ): Promise<ContractAnswer> {
    try {
      return await handler(call);
    } catch (error) {
      if (error instanceof ContractRefusal) {
        const { status, message } = error;
        return { status, body: refuse(status, message) };
      }
      throw error;
    }
  }
}

/** Reading one takes longer than most tests, and it does not change. */
const CONTRACTS = new Map<ContractName, Contract>();

function contractOf(name: ContractName): Contract {
  const known = CONTRACTS.get(name) ?? Contract.create(readContract(name));
  CONTRACTS.set(name, known);
  return known;
}

interface Content {
  json?: unknown;
  form?: FormData;
  problem?: string;
}

async function readContent({ headers, body }: AskedRequest): Promise<Content> {
  const type = headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const response = new Response(body, { headers: { 'content-type': type } });
    try {
      return { form: await response.formData() };
    } catch {
      return { problem: 'the body is no multipart form' };
    }
  }
  if (body === '') {
    return {};
  }
  if (!type.startsWith('application/json')) {
    return { problem: `a body of type '${type}' is not described` };
  }
  try {
    return { json: JSON.parse(body) };
  } catch {
    return { problem: 'the body is no JSON' };
  }
}

function checkContent(
  contract: Contract,
  matched: NonNullable<ReturnType<Contract['match']>>,
  { json, form, problem }: Content,
): string[] {
  if (problem) {
    return [problem];
  }
  const fields = matched.parameters.filter(
    ({ in: place }) => place === 'formData',
  );
  if (form) {
    const unknown = [...form.keys()].filter(
      key => !fields.some(({ name }) => name === key),
    );
    return unknown
      .map(key => `the form field ${key} is not described`)
      .concat(
        fields
          .filter(({ name, required }) => required && !form.has(name))
          .map(({ name }) => `the form field ${name} is missing`),
      );
  }
  if (fields.some(({ required }) => required)) {
    return ['a multipart form is missing'];
  }
  if (contract.bodySchema(matched)) {
    return json === undefined
      ? ['a body is missing']
      : contract.checkBody(matched, json);
  }
  return json === undefined ? [] : ['a body is not described'];
}
