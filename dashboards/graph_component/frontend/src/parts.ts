// Finds a part of the page by its selector.
export function part<E extends Element = HTMLElement>(parent: ParentNode, name: string): E {
  const found = parent.querySelector<E>(name);
  if (!found) throw new Error(`the page of the graph has no ${name}`);
  return found;
}
