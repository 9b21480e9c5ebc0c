import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const supervisorsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/supervisors',
  staticData: { permission: 'supervisors.read', crumb: 'Supervisors' },
  component: lazyRouteComponent(() => import('./Supervisors')),
});
