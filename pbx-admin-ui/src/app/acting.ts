import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '~/api/client';
import type { Tenant } from '~/api/model';
import { sessionKey } from '~/lib/queries';
import { useSession } from '~/lib/session';
import { chooseTenant, recallTenant } from '~/lib/tenant';

export interface Acting {
  /** Whether the screens of a tenant can be shown yet. */
  ready: boolean;
  /** Tenants to choose from; empty for those who belong to one. */
  tenants: readonly Tenant[];
  current: string | undefined;
  choose: (tenantId: string) => void;
}

/** Which tenant the screens show: one's own, or for the platform's people the one they chose. */
export function useActing(): Acting {
  const { user } = useSession();
  const ofPlatform = user.role === 'platform-administrator';
  const client = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(recallTenant);
  const list = useQuery({
    queryKey: ['tenants', 'choice'],
    queryFn: () => answer(api.GET('/api/v1/tenants', { params: { query: { limit: 200 } } })),
    enabled: ofPlatform,
  });
  if (!ofPlatform) {
    return { ready: true, tenants: [], current: undefined, choose: () => undefined };
  }
  const tenants = list.data?.items ?? [];
  const current = tenants.find((tenant) => tenant.id === chosen) ?? tenants[0];
  if (current && current.id !== recallTenant()) {
    chooseTenant(current.id);
  }
  return {
    ready: !list.isPending,
    tenants,
    current: current?.id,
    choose: (tenantId) => {
      chooseTenant(tenantId);
      setChosen(tenantId);
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] && queryKey[0] !== 'tenants',
      });
      void navigate({ to: '/' });
    },
  };
}
