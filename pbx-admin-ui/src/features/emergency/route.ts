import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const emergencyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/emergency',
  staticData: { permission: 'locations.read', crumb: 'Emergency calls' },
  component: lazyRouteComponent(() => import('./Emergency')),
});
