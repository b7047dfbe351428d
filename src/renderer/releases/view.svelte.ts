export type EditorView = 'text' | 'kit'

/** What the editor shows of a release: it stays as it is from one release to the next, for whoever prepares many kits. */
class EditorViews {
  current = $state<EditorView>('text')
}

export const views = new EditorViews()
