import js from '@eslint/js';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelte from 'eslint-plugin-svelte';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import svelteConfig from './svelte.config.js';

const lib = (name) => `./src/lib/${name}`;
const features = [
  'social-map',
  'agenda',
  'attendance',
  'visits',
  'referrals',
  'signals',
  'rights',
  'reports',
  'kiosk'
];
const all = ['core', 'roles', 'crypto', 'db', 'sync', 'lock', 'ui', ...features];

/** What each folder of src/lib may import besides itself; everything else is an error. */
const allowed = {
  core: [],
  roles: ['core'],
  crypto: ['core'],
  ui: ['core'],
  db: ['core', 'crypto'],
  sync: ['core', 'roles', 'crypto', 'db'],
  lock: ['core', 'roles', 'crypto', 'db', 'sync'],
  'social-map': ['core', 'roles', 'crypto', 'db', 'sync', 'lock', 'ui'],
  agenda: ['core', 'roles', 'crypto', 'db', 'sync', 'lock', 'ui', 'social-map'],
  attendance: ['core', 'roles', 'crypto', 'db', 'sync', 'lock', 'ui', 'social-map', 'agenda'],
  visits: ['core', 'roles', 'crypto', 'db', 'sync', 'lock', 'ui', 'social-map'],
  referrals: ['core', 'roles', 'crypto', 'db', 'sync', 'lock', 'ui', 'social-map', 'visits'],
  signals: ['core', 'roles', 'crypto', 'db', 'sync', 'lock', 'ui', 'social-map', 'visits', 'referrals'],
  rights: ['core', 'roles', 'db', 'visits', 'referrals', 'signals'],
  reports: all.filter((name) => name !== 'kiosk' && name !== 'reports'),
  kiosk: all.filter((name) => name !== 'reports' && name !== 'kiosk')
};

const zones = all.map((name) => ({
  target: lib(name),
  from: './src',
  except: [name, ...allowed[name]].map((other) => `./lib/${other}`),
  message: `src/lib/${name} may import only: ${[name, ...allowed[name]].join(', ')}.`
}));

export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'node_modules/', 'data/', 'test-results/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs['flat/recommended'],
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.svelte'] })],
      'import-x/parsers': {
        '@typescript-eslint/parser': ['.ts'],
        'svelte-eslint-parser': ['.svelte']
      },
      'import-x/extensions': ['.ts', '.js', '.svelte']
    },
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...zones,
            { target: './src', from: './sync-server', message: 'The app never imports the server.' },
            { target: './sync-server', from: './src/routes' }
          ]
        }
      ]
    }
  },
  {
    // Only the db folder knows which stores there are.
    files: ['src/**'],
    ignores: ['src/lib/db/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['pouchdb*', 'dexie'], message: 'Only src/lib/db imports PouchDB or Dexie.' }] }
      ]
    }
  },
  {
    files: ['sync-server/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['*.svelte', '*.svelte.ts'] }]
    }
  },
  {
    // A plain module that imports a component has that component read too.
    files: ['**/*.svelte', '**/*.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
  }
);
