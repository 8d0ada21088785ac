/** Records are shallow; deeper nesting is an accident or an attack, and whatever walks it would run out of stack. */
export const maxDepth = 100;

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d,
];

/** How deep braces and brackets of a JSON text are nested. */
export function depthOf(text: string): number {
  let [depth, deepest, inText] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (inText) {
      if (sign === backslash) i++;
      else if (sign === quote) inText = false;
    } else if (sign === quote) inText = true;
    else if (sign === openBrace || sign === openBracket) deepest = Math.max(deepest, ++depth);
    else if (sign === closeBrace || sign === closeBracket) depth--;
  }
  return deepest;
}
