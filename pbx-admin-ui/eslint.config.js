import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** One feature may use the shell's lower floors, never another feature nor the shell itself. */
const walls = [
  {
    files: ['src/features/**'],
    rule: {
      patterns: [
        {
          group: ['~/app/*', '~/features/*', '../*/*', '../../*'],
          message: 'A feature stands alone: use ~/components, ~/api or ~/lib.',
        },
      ],
    },
  },
  {
    files: ['src/components/**', 'src/api/**', 'src/lib/**', 'src/theme/**'],
    rule: {
      patterns: [
        {
          group: ['~/app/*', '~/features/*'],
          message: 'Imports go downward: app, features, components, api, lib.',
        },
      ],
    },
  },
].map(({ files, rule }) => ({ files, rules: { 'no-restricted-imports': ['error', rule] } }));

export default tseslint.config(
  { ignores: ['target/**', 'node_modules/**', 'src/api/schema.ts', 'screenshots/**'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A handler that starts a request and lets the query layer report its failure.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },
  { files: ['**/*.tsx'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text is text.' },
        { selector: "MemberExpression[property.name='innerHTML']", message: 'Text is text.' },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        Buffer: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Response: 'readonly',
        Request: 'readonly',
        Headers: 'readonly',
        setTimeout: 'readonly',
        window: 'readonly',
        document: 'readonly',
      },
    },
  },
  ...walls,
);
