import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export interface AuditSearch {
  action?: string;
}

export const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  staticData: { permission: 'audit.read', crumb: 'Audit' },
  validateSearch: (search: Record<string, unknown>): AuditSearch => ({
    action: typeof search.action === 'string' && search.action !== '' ? search.action : undefined,
  }),
  component: lazyRouteComponent(() => import('./AuditTrail')),
});
