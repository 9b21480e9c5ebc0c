import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const conferencesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/conferences',
  staticData: { permission: 'rooms.read', crumb: 'Conference rooms' },
  component: lazyRouteComponent(() => import('./Rooms')),
});
