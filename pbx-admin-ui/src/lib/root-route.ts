import { createRootRoute, Outlet } from '@tanstack/react-router';

/** What every route says about itself, beside its path and parameters. */
declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The permission without which the screen is neither listed nor shown. */
    permission?: string;
    /** The screen's name, for the window's title. */
    crumb?: string;
  }
}

/** The trunk that features grow their routes on; the shell dresses it. */
export const rootRoute = createRootRoute({ component: Outlet });
