import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  staticData: { permission: 'calls.read', crumb: 'Overview' },
  component: lazyRouteComponent(() => import('./Overview')),
});
