import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const numbersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/numbers',
  staticData: { permission: 'numbers.read', crumb: 'Numbers' },
  component: lazyRouteComponent(() => import('./Numbers')),
});
