import { createRouter } from '@tanstack/react-router';
import { ApiProblem } from '~/api/problem';
import { Failed, Loading } from '~/components/states';
import { NotFound } from './NotFound';
import { rootRoute } from '~/lib/root-route';
import { administratorsRoute } from '~/features/administrators/route';
import { auditRoute } from '~/features/audit/route';
import { bansRoute } from '~/features/defence/route';
import { callsRoute } from '~/features/calls/route';
import { recordsRoute } from '~/features/cdr/route';
import { conferencesRoute } from '~/features/conferences/route';
import { emergencyRoute } from '~/features/emergency/route';
import { extensionRoute, extensionsRoute } from '~/features/extensions/route';
import { keysRoute } from '~/features/keys/route';
import { musicRoute } from '~/features/music/route';
import { numbersRoute } from '~/features/numbers/route';
import { pagingRoute } from '~/features/paging/route';
import { policyRoute } from '~/features/policy/route';
import { recordingsRoute } from '~/features/recordings/route';
import { registrationsRoute } from '~/features/registrar/route';
import { supervisorsRoute } from '~/features/supervision/route';
import { tenantsRoute } from '~/features/tenants/route';
import { trunksRoute } from '~/features/trunks/route';
import { voicemailRoute } from '~/features/voicemail/route';
import { overviewRoute } from '~/features/overview/route';
import { Shell } from './Shell';

rootRoute.update({ component: Shell, notFoundComponent: NotFound });

/** The console's addresses, at whatever address the window stands. */
export function createConsoleRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren([
      overviewRoute,
      extensionsRoute,
      extensionRoute,
      registrationsRoute,
      numbersRoute,
      trunksRoute,
      conferencesRoute,
      pagingRoute,
      musicRoute,
      emergencyRoute,
      callsRoute,
      recordsRoute,
      recordingsRoute,
      supervisorsRoute,
      voicemailRoute,
      policyRoute,
      auditRoute,
      bansRoute,
      keysRoute,
      administratorsRoute,
      tenantsRoute,
    ]),
    defaultPreload: 'intent',
    defaultPendingComponent: () => <Loading />,
    // A screen whose files could not be fetched stays broken until the page is loaded anew.
    defaultErrorComponent: ({ error, reset }) => (
      <Failed error={error} retry={error instanceof ApiProblem ? reset : () => window.location.reload()} />
    ),
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
