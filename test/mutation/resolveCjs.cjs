// Stryker's runner asks for mocha's own files without an extension; since mocha 12 they end in `.cjs`.
const Module = require('node:module');

Module._extensions['.cjs'] = Module._extensions['.js'];
