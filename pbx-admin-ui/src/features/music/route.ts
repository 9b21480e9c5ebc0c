import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const musicRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/hold-music',
  staticData: { permission: 'music.read', crumb: 'Music on hold' },
  component: lazyRouteComponent(() => import('./HoldMusic')),
});
