import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export const policyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/security-policy',
  staticData: { permission: 'policy.read', crumb: 'Security policy' },
  component: lazyRouteComponent(() => import('./SecurityPolicy')),
});
