/** Where the repositories are configured. */
export const DIRECTORY_KEY = 'goldenPaths.repositories.directory';
