import { Component, createElement } from "preact";
import type { ComponentChild, FunctionComponent } from "preact";

/** React's `memo` without preact/compat: drawn again only when a prop is another object. */
export function memo<P extends object>(Inner: FunctionComponent<P>): FunctionComponent<P> {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const before = this.props as Record<string, unknown>;
      const after = next as Record<string, unknown>;
      return Object.keys({ ...before, ...after }).some((key) => key !== "children" && before[key] !== after[key]);
    }
    override render(props: P): ComponentChild {
      return createElement(Inner, props);
    }
  }
  return Memo as unknown as FunctionComponent<P>;
}
