import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const registrationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/registrations',
  staticData: { permission: 'registrations.read', crumb: 'Registrations' },
  component: lazyRouteComponent(() => import('./Registrations')),
});
