import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '~/lib/root-route';

/** Which mailbox is open, in the address. */
export interface VoicemailSearch {
  mailbox?: string;
}

export const voicemailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/voicemail',
  // One's own messages, or everybody's: the screen asks for what the person may have.
  staticData: { crumb: 'Voicemail' },
  validateSearch: (search: Record<string, unknown>): VoicemailSearch => ({
    mailbox: typeof search.mailbox === 'string' ? search.mailbox : undefined,
  }),
  component: lazyRouteComponent(() => import('./Voicemail')),
});
