import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Grass over earth: the colour of what is ours and what is safe. */
const moss: MantineColorsTuple = [
  '#edf6f1',
  '#d6eadf',
  '#aed5c1',
  '#84bfa1',
  '#5fab86',
  '#3f9370',
  '#26785a',
  '#196048',
  '#124c39',
  '#0b3728',
];

/** Warm stone instead of cold grey. */
const stone: MantineColorsTuple = [
  '#f7f5f0',
  '#efece4',
  '#e5e1d7',
  '#d5d0c4',
  '#b8b2a4',
  '#928c7e',
  '#67635a',
  '#4c4942',
  '#34322d',
  '#211f1b',
];

/** The same stone at night. */
const night: MantineColorsTuple = [
  '#e4e9e6',
  '#bcc6c0',
  '#9ba7a0',
  '#6e7a73',
  '#3b4640',
  '#2c3530',
  '#1e2522',
  '#161b19',
  '#101412',
  '#0b0e0d',
];

/** Lamplight: something rings, or wants to be looked at. */
const amber: MantineColorsTuple = [
  '#fff6e5',
  '#fdeaca',
  '#f8d596',
  '#f0bd5d',
  '#e8b04a',
  '#c98d22',
  '#96640d',
  '#7d5208',
  '#634006',
  '#462d04',
];

/** Refused, broken, or cannot be undone. */
const ember: MantineColorsTuple = [
  '#fdf0ee',
  '#f9dbd6',
  '#f0b4aa',
  '#e68c7f',
  '#dd6b5c',
  '#cf4f3f',
  '#b03a2c',
  '#962f23',
  '#7a241a',
  '#591911',
];

/** Said in English until the dialogs that are open are told of another language. */
const close = 'Close';

export const theme = createTheme({
  colors: { moss, gray: stone, dark: night, amber, ember, red: ember },
  primaryColor: 'moss',
  primaryShade: { light: 7, dark: 6 },
  black: '#1b211e',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'Liberation Mono', Menlo, monospace",
  headings: {
    fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
    fontWeight: '640',
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // react-remove-scroll writes a <style> element, which the content security policy refuses; tokens.css locks instead.
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: true,
        closeButtonProps: { 'aria-label': close },
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
    Drawer: {
      defaultProps: {
        lockScroll: false,
        position: 'right',
        closeButtonProps: { 'aria-label': close },
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 250, events: { hover: true, focus: true, touch: true } },
    },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'md' } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', position: 'bottom-end' } },
  },
});

/** Where Mantine's own choice has too little contrast, or does not know our surfaces. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5e5a51',
    '--mantine-color-placeholder': '#6f6b61',
    '--mantine-color-error': '#a53426',
    '--mantine-color-default-border': '#d5d0c4',
    '--mantine-color-anchor': '#196048',
  },
  dark: {
    '--mantine-color-dimmed': '#a3aea8',
    '--mantine-color-placeholder': '#8e9993',
    '--mantine-color-error': '#f09c90',
    '--mantine-color-anchor': '#84bfa1',
  },
});
