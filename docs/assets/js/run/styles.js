// The style sheets of what runs, which a page does not load before somebody asks for it.

import { styled as loaded } from "../styles.js";

/** Resolves when they can be used; they are loaded once. */
export const styled = () => loaded("order.css", "run.css");
