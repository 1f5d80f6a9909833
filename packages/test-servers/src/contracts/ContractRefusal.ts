/** How a double says no. */
export class ContractRefusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}
