import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium of the machine: Playwright's own cannot be downloaded everywhere. */
export function findChromium() {
  if (process.env.PORTAL_CHROMIUM) {
    return process.env.PORTAL_CHROMIUM;
  }
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/bin',
    '/Applications/Google Chrome.app/Contents/MacOS',
    '/Applications/Chromium.app/Contents/MacOS',
  ].filter(folder => path.isAbsolute(folder));
  return folders
    .flatMap(folder =>
      [...NAMES, 'Google Chrome', 'Chromium'].map(name =>
        path.join(folder, name),
      ),
    )
    .find(isExecutable);
}
