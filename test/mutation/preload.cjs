const Module = require('node:module');

// Stryker's runner asks for mocha's own files without an extension; since mocha 12 they end in `.cjs`.
Module._extensions['.cjs'] = Module._extensions['.js'];

// Stryker names the tests of a mutant in one expression of thousands of alternatives, which mocha matches with each title
// several times: that takes longer than the tests.
const Mocha = require('mocha');
const { grep } = Mocha.prototype;

Mocha.prototype.grep = function (pattern) {
  if (!(pattern instanceof RegExp) || !pattern.source.startsWith('(^')) return grep.call(this, pattern);
  const alternatives = pattern.source.slice(2, -2).split('$)|(^');
  const titles = new Set(
    alternatives.map((title) => title.replace(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : sign))),
  );
  return grep.call(this, { test: (title) => titles.has(title) });
};

// Titles are put together of all suites around a test at each comparison: once is enough.
const { fullTitle } = Mocha.Test.prototype;
const fullTitles = new WeakMap();

Mocha.Test.prototype.fullTitle = function () {
  const known = fullTitles.get(this) ?? fullTitle.call(this);
  fullTitles.set(this, known);
  return known;
};

// The first counterexample is enough to notice a mutant. Tests import this file; the package's name would lead to another.
require('../../node_modules/fast-check/lib/fast-check.js').configureGlobal({ endOnFailure: true });
