import type { SandboxPerson } from './types';

/**
 * The people of `examples/`, one for each role.
 */
export const defaultPeople: SandboxPerson[] = [
  {
    id: 'owner',
    userEntityRef: 'user:default/olivia.ortega',
    name: 'Olivia Ortega',
    title: 'Model owner',
    description:
      'Leads the imaging AI team. Sees all models, owns ten of them, asks for promotions.',
  },
  {
    id: 'reviewer',
    userEntityRef: 'user:default/ravi.iyer',
    name: 'Ravi Iyer',
    title: 'Reviewer',
    description:
      'Works in platform engineering. Reviews what others ask for and looks after the registries.',
  },
  {
    id: 'compliance',
    userEntityRef: 'user:default/clara.jensen',
    name: 'Clara Jensen',
    title: 'Compliance officer',
    description:
      'Watches over risk tiers, evidence and exemptions of all systems. Changes no model.',
  },
  {
    id: 'viewer',
    userEntityRef: 'user:default/victor.adeyemi',
    name: 'Victor Adeyemi',
    title: 'Viewer',
    description:
      'Reads what the portal shows to everyone, and is refused what needs more.',
  },
];
