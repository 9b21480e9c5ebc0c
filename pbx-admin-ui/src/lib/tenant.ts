import { actIn, actingIn } from '~/api/client';

const remembered = 'ringfort.tenant';

/** The tenant chosen in this tab before, taken up again. Nothing secret: the server decides what may be seen. */
export function recallTenant(): string | undefined {
  if (actingIn() === undefined) {
    actIn(sessionStorage.getItem(remembered) ?? undefined);
  }
  return actingIn();
}

/** Works in another tenant from now on. Whoever calls this also forgets what was read of the tenant before. */
export function chooseTenant(tenantId: string | undefined): void {
  if (tenantId === undefined) {
    sessionStorage.removeItem(remembered);
  } else {
    sessionStorage.setItem(remembered, tenantId);
  }
  actIn(tenantId);
}
