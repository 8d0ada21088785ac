import type { AstNode } from 'langium';
import type { Instead } from '../bind/instead.ts';
import {
  isCallExpression,
  isFieldPath,
  isFileExpression,
  isOwnerExpression,
  isRefRecord,
  isTextLiteral,
  isTextTemplate,
  type Expression,
} from '../generated/ast.ts';
import { describe, isTextual } from '../types/type.ts';
import { fromFindings, type Rule } from './rule.ts';
import { insteadFixes } from './text.ts';

export const badOperands: Rule = {
  code: 'MM213',
  name: 'bad-operands',
  severity: 'error',
  *check(program) {
    yield* fromFindings(program, 'badOperands', ({ problem, instead }) => ({
      message: problem,
      fixes: insteadFixes(instead),
    }));
    yield* fromFindings(program, 'notTrueOrFalse', ({ type, node }) => {
      const hint = isTextual(type.kind)
        ? ' Compare it (x == "yes"), or read it with boolean(x).'
        : ' Compare it with something, or ask whether it is empty.';
      return {
        message: `A condition is true or false, and this is ${describe(type.kind)}.${hint}`,
        fixes: insteadFixes(asCondition(node as Expression, isTextual(type.kind))),
      };
    });
    yield* fromFindings(program, 'misplacedDeferred', ({ what, node }) => ({
      message: `ref, owner, migration_user and file are known at the load alone, so they cannot stand ${what}. They are a line's whole value, also behind ??, then and else.`,
      fixes: insteadFixes(ofTheSource(node)),
    }));
  },
};

/** `newsletter_text` → `boolean(newsletter_text)` or `newsletter_text is not empty` */
function asCondition(node: Expression, textual: boolean): Instead[] {
  const text = node.$cstNode?.text ?? '';
  const asked = { node, text: `${atom(node)} is not empty` };
  return textual ? [{ node, text: `boolean(${text})` }, asked] : [asked];
}

/** What the source itself says there: `owner(owner_id)` → `owner_id`. */
function ofTheSource(node: AstNode): Instead[] {
  const value = isRefRecord(node) || isOwnerExpression(node) ? node.value : undefined;
  const inner = isFileExpression(node) ? node.path : value;
  return inner ? [{ node, text: atom(inner) }] : [];
}

/** In parentheses where it is more than a name, a text or a call. */
function atom(node: Expression): string {
  const text = node.$cstNode?.text ?? '';
  const one = isFieldPath(node) || isCallExpression(node) || isTextLiteral(node) || isTextTemplate(node);
  return one ? text : `(${text})`;
}
