/**
 * Measured claims about the portal, one command each: `./portal bench <name>`.
 *
 * @packageDocumentation
 */

export {};
