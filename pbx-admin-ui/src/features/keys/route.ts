import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/api-keys',
  staticData: { permission: 'api-keys.read', crumb: 'API keys' },
  component: lazyRouteComponent(() => import('./ApiKeys')),
});
