import '@backstage/cli/asset-types';
// A package with role frontend-plugin-module that is an app of its own here.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/frontend-defaults';
import {
  createFrontendPlugin,
  identityApiRef,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import { Button, Container } from '@backstage/ui';
import ReactDOM from 'react-dom/client';
import appModuleSignIn from '../src';
import { installExampleBackend } from './exampleBackend';

function Home() {
  const identity = useApi(identityApiRef);
  return (
    <Container>
      <p>Signed in.</p>
      <Button onPress={() => identity.signOut()}>Sign out</Button>
    </Container>
  );
}

const home = createFrontendPlugin({
  pluginId: 'home',
  title: 'Home',
  extensions: [
    PageBlueprint.make({
      params: { path: '/', title: 'Home', loader: async () => <Home /> },
    }),
  ],
});

installExampleBackend();

ReactDOM.createRoot(document.getElementById('root')!).render(
  createApp({ features: [appModuleSignIn, home] }).createRoot(),
);
