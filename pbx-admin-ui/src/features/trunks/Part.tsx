import { Fieldset, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import type { Fields } from './fields';

export interface PartProps {
  form: UseFormReturnType<Fields>;
}

/** Fields that belong together, under their name. */
export function Part({
  title,
  inner = false,
  children,
}: {
  title: string;
  inner?: boolean;
  children: ReactNode;
}) {
  return (
    <Fieldset legend={title} variant={inner ? 'filled' : 'default'}>
      <Stack gap="md">{children}</Stack>
    </Fieldset>
  );
}
