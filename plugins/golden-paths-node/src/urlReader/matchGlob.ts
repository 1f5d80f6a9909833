/**
 * Whether a path is of a pattern: `*` is any part of a name, `?` one sign, and
 * `**` any number of folders; names that begin with a dot are named. Takes no
 * long time whatever the pattern is, as anybody may write one.
 */
export function matchGlob(path: string, pattern: string): boolean {
  return matchAll(path.split('/'), pattern.split('/'), {
    isAny: part => part === '**',
    matches: matchName,
    mayPass: name => !name.startsWith('.'),
  });
}

function matchName(name: string, pattern: string): boolean {
  return (
    (pattern.startsWith('.') || !name.startsWith('.')) &&
    matchAll([...name], [...pattern], {
      isAny: sign => sign === '*',
      matches: (sign, wanted) => wanted === '?' || wanted === sign,
      mayPass: () => true,
    })
  );
}

/** Every place of the pattern that what was read so far can lead to. */
function matchAll(
  items: string[],
  pattern: string[],
  rules: {
    isAny: (wanted: string) => boolean;
    matches: (item: string, wanted: string) => boolean;
    /** Whether something that stands for any number of items stands for it. */
    mayPass: (item: string) => boolean;
  },
): boolean {
  const { isAny, matches, mayPass } = rules;
  let places = [true, ...pattern.map(() => false)];
  skipAny();
  for (const item of items) {
    const before = places;
    places = before.map(
      (isHere, place) =>
        (isHere &&
          place < pattern.length &&
          isAny(pattern[place]) &&
          mayPass(item)) ||
        (place > 0 &&
          before[place - 1] &&
          !isAny(pattern[place - 1]) &&
          matches(item, pattern[place - 1])),
    );
    skipAny();
  }
  return places[pattern.length];

  /** What stands for any number stands for none, too. */
  function skipAny() {
    pattern.forEach((wanted, place) => {
      places[place + 1] ||= places[place] && isAny(wanted);
    });
  }
}
