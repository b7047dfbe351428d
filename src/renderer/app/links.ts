import { desk } from './desk.svelte.ts'

/** Sends clicks on links to the one function that opens them: the page itself never navigates. */
export function openLinks(node: Element): () => void {
  const onclick = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null
    if (!link) return
    event.preventDefault()
    desk.openLink(link.getAttribute('href') ?? '')
  }
  node.addEventListener('click', onclick)
  return () => node.removeEventListener('click', onclick)
}
