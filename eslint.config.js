import js from '@eslint/js'
import globals from 'globals'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** Arrows point down: window, terminal and shell know the engine, the engine knows the domain, and nothing points back. */
const keepOut = (files, group, message) => ({
  files,
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group, message, allowTypeImports: true }] }]
  }
})

/** For markup, whose types svelte-check knows and this parser does not; and for matchers, which are `any` by design. */
const untyped = {
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off'
}

export default ts.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, extraFileExtensions: ['.svelte'] }
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Objects here are closures: their methods use no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // An interface may ask for a promise where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Control characters are what some texts are cleaned of, and French is written with no-break spaces.
      'no-control-regex': 'off',
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      ...untyped,
      'svelte/no-at-html-tags': 'error',
      'svelte/prefer-svelte-reactivity': 'off',
      'prefer-const': 'off',
      'no-undef': 'off'
    }
  },
  { files: ['scripts/**', 'tests/servers/**/*.mjs', '*.js'], ...ts.configs.disableTypeChecked },
  { files: ['tests/**', 'migrations/**'], rules: { ...untyped, 'max-lines-per-function': 'off' } },
  keepOut(
    ['src/domain/**'],
    ['**/main/**', '**/renderer/**', '**/cli/**', '**/preload/**', 'electron', 'node:*', 'kysely'],
    'The domain is pure rules and types.'
  ),
  keepOut(['src/main/workspace/**'], ['**/renderer/**', '**/cli/**', 'electron'], 'The engine runs in plain Node too.'),
  keepOut(
    ['src/renderer/**'],
    ['**/main/**', '**/cli/**', 'electron', 'node:*', 'better-sqlite3', 'kysely'],
    'The renderer talks to the engine over its port.'
  ),
  keepOut(
    ['src/renderer/components/**'],
    [
      '../curation/**',
      '../delivery/**',
      '../reach/**',
      '../releases/**',
      '../reports/**',
      '../review/**',
      '../settings/**'
    ],
    'Components know no domain.'
  )
)
