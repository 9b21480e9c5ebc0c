import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { App } from '~/app/App';
import { handlersOf } from './pretend/handlers';
import type { World } from './pretend/world';

/** The whole console at an address, over a pretended server. */
export function consoleOver() {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return (world: World, path = '/') => {
    server.use(...handlersOf(world));
    window.history.pushState(null, '', path);
    const user = userEvent.setup();
    render(<App env="test" />);
    return user;
  };
}
