import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { openLive, useLiveResumed } from '~/lib/live';
import { sessionKey } from '~/lib/queries';

/** Keeps the one stream of events open for the tenant at work, and reads everything again after a gap. */
export function useLiveEvents(tenantId: string | undefined, wanted: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!wanted) {
      return;
    }
    const query = tenantId === undefined ? '' : `?tenant=${encodeURIComponent(tenantId)}`;
    return openLive(`/api/v1/events${query}`, () => void client.invalidateQueries({ queryKey: sessionKey }));
  }, [client, tenantId, wanted]);
  useLiveResumed(() => void client.invalidateQueries());
}
