// The editor of a program: CodeMirror with Python's colors, as one module. It is bundled by
// the build (packed.py) and loaded at the first click on Edit (assets/js/run/draft.js).

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

/**
 * @typedef {object} Editor one that is open
 * @property {() => string} source
 * @property {(source: string) => void} replace
 * @property {(line: number) => void} light
 * @property {() => void} focus
 * @property {() => void} destroy
 */

/**
 * @param {Element} parent
 * @param {string} source
 * @param {string} label for the ear
 * @param {{changed: (source: string) => void, run: () => void, leave: () => void}} on
 * @returns {Editor}
 */
export function edit(parent, source, label, on) {
  let tabs = true; // Tab indents; after Escape it leaves, until the reader writes again
  /** @type {import("@codemirror/view").KeyBinding[]} */
  const own = [
    { key: "Mod-Enter", run: () => (on.run(), true) },
    { key: "Escape", run: () => ((tabs = false), on.leave(), true) },
    { ...indentWithTab, run: (view) => tabs && (indentWithTab.run?.(view) ?? false) },
  ];
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: source,
      extensions: [
        Prec.high(keymap.of(own)),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        history(),
        lineNumbers(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        indentOnInput(),
        indentUnit.of("    "),
        python(),
        syntaxHighlighting(classHighlighter),
        EditorView.contentAttributes.of({ "aria-label": label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) on.changed(update.state.doc.toString());
          tabs ||= update.transactions.some((change) => change.isUserEvent("input") || change.isUserEvent("select.pointer"));
        }),
      ],
    }),
  });
  return {
    source: () => view.state.doc.toString(),
    replace: (text) => {
      // With an event of its own, it is undone alone, and not with what was typed before.
      const changes = { from: 0, to: view.state.doc.length, insert: text };
      view.dispatch({ changes, userEvent: "input.replace" });
    },
    light: (line) => {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: at.from }, scrollIntoView: true });
    },
    focus: () => {
      tabs = true;
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
