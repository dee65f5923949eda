/** The import rules: they run one way, from the program to the stages to the document. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'stages-know-the-document-only',
      comment: 'A stage knows the document, the stage interface, its input and output types, and text/.',
      severity: 'error',
      from: { path: '^stages/(?!index)' },
      to: { path: '^pipeline/', pathNot: '^pipeline/(document|stage|input|output)\\.ts$' },
    },
    {
      name: 'no-stage-imports-another',
      severity: 'error',
      from: { path: '^stages/([^/]+)/' },
      to: { path: '^stages/', pathNot: '^stages/$1/' },
    },
    {
      name: 'engine-knows-stages-by-their-list',
      severity: 'error',
      from: { path: '^pipeline/' },
      to: { path: '^stages/', pathNot: '^stages/index\\.ts$' },
    },
    {
      name: 'text-knows-nothing-of-stages-or-engine',
      severity: 'error',
      from: { path: '^text/' },
      to: { path: '^(pipeline|stages|eval|training)/' },
    },
    {
      name: 'product-does-not-import-training-or-eval',
      severity: 'error',
      from: { path: '^(pipeline|stages|text)/' },
      to: { path: '^(eval|training|tests)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
