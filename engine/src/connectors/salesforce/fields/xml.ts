const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => escapes[c] ?? c);

export type XmlValue =
  string | number | boolean | undefined | readonly XmlValue[] | { readonly [name: string]: XmlValue };

/** Metadata as XML: an object is nested elements, a list repeats its element. */
export function element(name: string, value: XmlValue, indent = '    '): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map((v) => element(name, v, indent)).join('');
  if (typeof value === 'object') {
    const inner = Object.entries(value).map(([k, v]) => element(k, v, `${indent}    `));
    return `${indent}<${name}>\n${inner.join('')}${indent}</${name}>\n`;
  }
  return `${indent}<${name}>${escaped(String(value))}</${name}>\n`;
}

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

export function document(root: string, children: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${children}</${root}>\n`
  );
}
