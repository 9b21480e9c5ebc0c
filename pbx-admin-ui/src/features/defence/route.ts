import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const bansRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/bans',
  staticData: { permission: 'bans.read', crumb: 'Bans' },
  component: lazyRouteComponent(() => import('./Bans')),
});
