import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const recordingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/recordings',
  staticData: { permission: 'recordings.read', crumb: 'Recordings' },
  component: lazyRouteComponent(() => import('./Recordings')),
});
