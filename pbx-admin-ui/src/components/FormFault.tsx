import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

/** What a form's request met that belongs to no single field; read out when it appears. */
export function FormFault({ children }: { children: string | undefined }) {
  if (!children) {
    return null;
  }
  return (
    <Alert color="ember" variant="light" icon={<IconAlertTriangle size={18} />} role="alert" mb="md">
      {children}
    </Alert>
  );
}
