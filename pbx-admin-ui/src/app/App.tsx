import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { CatchBoundary } from '@tanstack/react-router';
import { useState } from 'react';
import { Failed } from '~/components/states';
import { createQueryClient } from '~/lib/queries';
import { theme } from '~/theme/theme';
import { Gate } from './Gate';

/** What every screen stands on. In a test nothing is animated. */
export function App({ env = 'default' }: { env?: 'default' | 'test' }) {
  const [client] = useState(createQueryClient);
  return (
    <MantineProvider
      theme={theme}
      env={env}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client}>
        <Notifications position="bottom-right" />
        <CatchBoundary
          getResetKey={() => 0}
          errorComponent={({ error }) => <Failed error={error} retry={() => window.location.reload()} />}
        >
          <Gate />
        </CatchBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}
