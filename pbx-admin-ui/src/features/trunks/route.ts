import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const trunksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trunks',
  staticData: { permission: 'trunks.read', crumb: 'Trunks' },
  component: lazyRouteComponent(() => import('./Trunks')),
});
