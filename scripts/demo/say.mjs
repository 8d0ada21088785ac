const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colours ? `\u001B[${code}m${text}\u001B[0m` : text);

export const say = (text) => console.log(text);
export const dim = (text) => paint(2, text);
export const bold = (text) => paint(1, text);
export const good = (text) => paint(32, text);
export const bad = (text) => paint(31, text);

export function heading(title, lead) {
  say(`\n${bold(title)}${lead ? `  ${lead}` : ''}\n`);
}
