/** A statutory return as elements with text, as an XML reader hands them over. */
export interface XmlElement {
  name: string;
  /** The text directly inside, without the spaces around it. */
  text: string;
  children: XmlElement[];
  /** The line it begins on, from 1. */
  line: number;
}

export function childOf(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((child) => child.name === name) ?? null;
}

export function childText(element: XmlElement | null, name: string): string {
  return element === null ? '' : (childOf(element, name)?.text ?? '');
}
