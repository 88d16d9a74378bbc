import path from 'node:path'
import { inSite, REPOSITORY, root, text } from './repository.js'

/** Where a link of a page leads: a page or a file of the site, or a file of the repository. */
export function target(page, href) {
  if (/^[a-z]+:|^#|^\//.test(href)) {
    return href
  }
  const [file, fragment] = href.split('#')
  const linked = path.posix.join(path.posix.dirname(page), file)
  const found = inSite(linked, fragment)
  const address = found === undefined ? `${REPOSITORY}/blob/main/${linked}` : `/${found}`
  return fragment === undefined ? address : `${address}#${fragment}`
}

/** Shows a page of the repository: its links lead on as they do on GitHub. */
export function repositoryPages(md) {
  md.core.ruler.before('normalize', 'page', (state) => {
    state.src = text(page(state.env))
  })
  md.core.ruler.push('repository-links', (state) => {
    state.tokens
      .filter((token) => token.type === 'inline')
      .flatMap((token) => token.children)
      .filter((token) => token.type === 'link_open')
      .forEach((token) => token.attrSet('href', target(page(state.env), token.attrGet('href'))))
  })
  const code = md.renderer.rules.code_inline
  md.renderer.rules.code_inline = (...given) => code(...given).replace(/>(.*)</s, breakable)
}

/** A line may break in a long key, path or address. Else one of them makes a table wider than its page. */
function breakable(code) {
  return code.length < 16 ? code : code.replace(/(?<=\w)(?=[.[/=_])|(?<=[,(:])(?=\w)|(?<=[a-z])(?=[A-Z][a-z]{2})/g, '<wbr>')
}

/** Where a page is in the repository. The build names the file in 'realPath', the search in 'path'. */
function page(env) {
  return path.relative(root, env.realPath ?? env.path).replaceAll(path.sep, '/')
}
