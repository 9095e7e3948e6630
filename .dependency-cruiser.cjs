/** The dependency direction of ARCHITECTURE.md: what may import what. */

/** A folder of ours and the only folders it may import from, itself included. */
function onlyImports(folder, allowed) {
  return {
    name: `${folder.replace(/^src\//, '')}-imports`,
    comment: `${folder} imports from ${allowed.join(', ')} and nothing else of ours`,
    severity: 'error',
    from: { path: `^${folder}/` },
    to: {
      path: '^(src|electron|tests|scripts|bench)/',
      pathNot: `^(${allowed.join('|')})/`,
    },
  };
}

/** A package that only one folder, besides tests and tools, may import. */
function onlyIn(folder, module) {
  return {
    name: `${module}-only-in-${folder.replace(/^src\//, '')}`,
    comment: `only ${folder} imports ${module}`,
    severity: 'error',
    from: { path: '^(src|electron|scripts)/', pathNot: `^${folder}/` },
    to: { path: `^(${module}$|node_modules/${module}/)` },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'domain-stands-alone',
      comment: 'the domain is pure: it imports nothing outside itself',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    onlyImports('src/contract', ['src/contract', 'src/domain']),
    onlyImports('src/backend', ['src/backend', 'src/contract', 'src/domain']),
    onlyImports('src/app', ['src/app', 'src/contract', 'src/domain']),
    onlyImports('src/hosts', ['src/hosts']),
    onlyImports('src/browser-host', [
      'src/browser-host',
      'src/hosts',
      'src/backend',
      'src/contract',
      'src/domain',
    ]),
    onlyImports('electron', ['electron', 'src/hosts', 'src/backend', 'src/contract', 'src/domain']),
    onlyIn('electron', 'electron'),
    onlyIn('src/backend', 'better-sqlite3'),
    {
      name: 'app-without-node',
      comment: 'the app runs in a page: no Node module is there',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'a cycle cannot be read from either end',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'a file that nothing imports and that imports nothing is forgotten',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^src/app/public/'] },
      to: {},
    },
    {
      name: 'no-unresolved',
      comment: 'an import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '^#'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['node_modules/\\.', '^src/app/node_modules'] },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.vue', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
