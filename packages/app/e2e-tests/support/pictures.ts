import path from 'node:path';
import { test, type Page } from '@playwright/test';

const IMAGES_OF_THE_DOCS = path.resolve(__dirname, '../../../../docs/images');

/**
 * A picture of what is on the page. With PORTAL_DOCS_IMAGES=1 it takes the place of the one in
 * the docs, so that these can be made anew when pages change.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
  const file = `${name}-light.png`;
  await page.screenshot({
    path: process.env.PORTAL_DOCS_IMAGES
      ? path.join(IMAGES_OF_THE_DOCS, file)
      : test.info().outputPath(file),
    animations: 'disabled',
  });
}
