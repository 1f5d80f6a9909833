/** A program, or what is the matter with it. */
export type Located = { path: string; version: string } | { detail: string };
