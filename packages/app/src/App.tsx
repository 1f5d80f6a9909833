import { createApp } from '@backstage/frontend-defaults';
import {
  goldenPathCardsModule,
  goldenPathLinksModule,
} from '@platform-ops/backstage-plugin-golden-paths';
import { catalogGraphModule } from './modules/catalogGraph';
import { entityPresentationModule, iconsModule } from './modules/icons';
import { navModule } from './modules/nav';

// The plugins in package.json are discovered, see `app.packages` in app-config.
export default createApp({
  features: [
    catalogGraphModule,
    entityPresentationModule,
    goldenPathCardsModule,
    goldenPathLinksModule,
    iconsModule,
    navModule,
  ],
});
