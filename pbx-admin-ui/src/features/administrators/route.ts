import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const administratorsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/administrators',
  staticData: { permission: 'administrators.read', crumb: 'Administrators' },
  component: lazyRouteComponent(() => import('./Administrators')),
});
