declare module 'svgcanvas' {
  /** A 2D context that writes SVG elements. */
  export class Context {
    constructor(options: { width: number; height: number });
    getSvg(): SVGSVGElement;
    getSerializedSvg(fixNamedEntities?: boolean): string;
  }
  /** A stand-in for a canvas element around such a context. */
  export class Element {
    constructor(options: { width: number; height: number });
    width: number;
    height: number;
    getContext(kind: '2d'): Context;
  }
}
