import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Slow machines need longer than a second; a passing test never waits it out.
configure({ asyncUtilTimeout: 20_000 });
