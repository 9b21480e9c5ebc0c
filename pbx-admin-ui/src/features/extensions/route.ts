import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

export interface ExtensionSearch {
  q?: string;
}

export const extensionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/extensions',
  staticData: { permission: 'extensions.read', crumb: 'Extensions' },
  validateSearch: (search: Record<string, unknown>): ExtensionSearch => {
    const q = typeof search.q === 'number' ? String(search.q) : search.q;
    return { q: typeof q === 'string' && q !== '' ? q : undefined };
  },
  component: lazyRouteComponent(() => import('./Extensions')),
});

export const extensionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/extensions/$extensionId',
  staticData: { permission: 'extensions.read', crumb: 'Extension' },
  component: lazyRouteComponent(() => import('./ExtensionPage')),
});
