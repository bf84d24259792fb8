import ts from 'typescript';

/** A text of the code that people would read in English whatever their language. */
export interface Finding {
  readonly line: number;
  readonly what: string;
}

/** Icons and names are the same in every language. */
const NAMES = /\$\([\w-]+\)|\b(?:Routee Auth|Routee|REST Client|Authorization: Bearer|Visual Studio)\b/g;
/** Two words, of which one may be a word between placeholders. */
const SENTENCE = /[A-Za-z]{2,}[,.:]? [A-Za-z"]/;
const WORD = /[a-z]{2,}/;
/** Where a single word is shown, too. */
const SHOWN =
  /^(?:label|description|detail|title|place[hH]older|prompt|tooltip|message|busy|button|documentation|accessibilityInformation)$/;
/** A log is read by those who help, and an error of these kinds is a mistake in our own code. */
const NOT_SHOWN = /(?:^|\.)log\.\w+$|^(?:Error|TypeError|RangeError|log)$/;

/**
 * What in a source file of the extension is not translated, or not in the way that VS Code's tools and run time
 * understand: texts outside of `l10n.t`, keys that are no literals, and translation before the texts are loaded.
 */
export function untranslated(file: string, text: string): Finding[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const findings: Finding[] = [];
  const report = (node: ts.Node, what: string): void => {
    findings.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, what });
  };
  const visit = (node: ts.Node, isLate: boolean): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isCallExpression(node) && node.expression.getText() === 'l10n.t') {
      const [key, ...values] = node.arguments;
      if (key === undefined || !ts.isStringLiteralLike(key)) report(node, 'a key that is no literal');
      if (!isLate) report(node, 'translated before the texts are loaded');
      for (const value of values) visit(value, isLate);
      return;
    }
    if (
      (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
      NOT_SHOWN.test(node.expression.getText().replaceAll(/#|\s|\?/g, ''))
    ) {
      return;
    }
    const own = ownText(node)?.replaceAll(NAMES, '');
    if (own !== undefined && (SENTENCE.test(own) || (isShown(node) && WORD.test(own)))) {
      report(node, JSON.stringify(own));
    }
    ts.forEachChild(node, (child) => {
      visit(child, isLate || ts.isFunctionLike(node) || ts.isPropertyDeclaration(node));
    });
  };
  visit(source, false);
  return findings;
}

/** What a literal says, each value of a template as one character. */
function ownText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node)
    ? [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('#')
    : undefined;
}

/** The value of a property that people see, also as a branch of a condition. */
function isShown(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isShown(parent);
  return (
    (ts.isPropertyAssignment(parent) && parent.initializer === node && SHOWN.test(parent.name.getText())) ||
    (ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      parent.right === node &&
      ts.isPropertyAccessExpression(parent.left) &&
      SHOWN.test(parent.left.name.text))
  );
}
