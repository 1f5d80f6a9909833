/** Somebody who looks at the example, and what they may. */
export interface ExamplePerson {
  ref: string;
  title: string;
  mayRequest: boolean;
  mayDecide: boolean;
  maySign: boolean;
  owns: readonly string[];
}

/** Who can look at the example. */
export const EXAMPLE_PEOPLE = {
  olivia: {
    ref: 'user:default/olivia',
    title: 'Olivia Owner',
    mayRequest: true,
    mayDecide: false,
    maySign: true,
    owns: ['group:default/imaging'],
  },
  ravi: {
    ref: 'user:default/ravi',
    title: 'Ravi Reviewer',
    mayRequest: false,
    mayDecide: true,
    maySign: false,
    owns: [],
  },
  clara: {
    ref: 'user:default/clara',
    title: 'Clara Compliance',
    mayRequest: true,
    mayDecide: true,
    maySign: true,
    owns: [],
  },
  victor: {
    ref: 'user:default/victor',
    title: 'Victor Viewer',
    mayRequest: false,
    mayDecide: false,
    maySign: false,
    owns: [],
  },
} satisfies Record<string, ExamplePerson>;
