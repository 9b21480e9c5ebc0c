import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const tenantsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tenants',
  staticData: { permission: 'tenants.write', crumb: 'Tenants' },
  component: lazyRouteComponent(() => import('./Tenants')),
});
