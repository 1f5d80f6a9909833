import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { oidcAuthApi } from './apis/oidcAuthApiRef';
import { SandboxLabel } from './components/SandboxLabel';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => (await import('./components/SignIn')).SignIn,
  },
});

const sandboxLabel = AppRootElementBlueprint.make({
  name: 'sandbox-label',
  params: { element: <SandboxLabel /> },
});

/**
 * The sign-in page and the label that says that data is simulated.
 *
 * @public
 */
export const appModuleSignIn = createFrontendModule({
  pluginId: 'app',
  extensions: [oidcAuthApi, signInPage, sandboxLabel],
});
