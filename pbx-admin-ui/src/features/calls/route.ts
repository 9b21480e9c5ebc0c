import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const callsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/calls',
  staticData: { permission: 'calls.read', crumb: 'Live calls' },
  component: lazyRouteComponent(() => import('./LiveCalls')),
});
