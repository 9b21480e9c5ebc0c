import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const pagingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/page-groups',
  staticData: { permission: 'page-groups.read', crumb: 'Page groups' },
  component: lazyRouteComponent(() => import('./PageGroups')),
});
