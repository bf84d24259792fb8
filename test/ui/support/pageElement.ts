/** What tests use of an `HTMLElement` within the page: the types of the DOM are not those of an extension's host. */
export interface PageElement {
  readonly innerText: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
}
