import path from 'node:path'

/** Where files are shown that are not part of the site. */
export const REPOSITORY = 'https://github.com/microgate/microgate-jwt'

/** The anchors that GitHub gives to headings. */
export function anchor(heading) {
  return heading.toLowerCase().replace(/[^-\w ]/g, '').replaceAll(' ', '-')
}

/** Where a link of a page in docs/ leads: a page of the site, or a file of the repository. */
export function target(page, href) {
  if (/^[a-z]+:|^#|^\//.test(href)) {
    return href
  }
  const [file, fragment] = href.split('#')
  const inDocs = path.posix.normalize(path.posix.join(path.posix.dirname(page), file))
  const anchor = fragment === undefined ? '' : `#${fragment}`
  if (inDocs.startsWith('../')) {
    return `${REPOSITORY}/blob/main/${inDocs.slice('../'.length)}${anchor}`
  }
  if (!file.endsWith('.md') && !isImage(file)) {
    return `${REPOSITORY}/tree/main/docs/${inDocs}${anchor}`
  }
  return href.replace(/(^|\/)README\.md/, '$1index.md')
}

function isImage(file) {
  return /\.(svg|png)$/.test(file)
}

/** Makes the links of pages lead on as they do on GitHub. */
export function repositoryLinks(md) {
  md.core.ruler.push('repository-links', (state) => {
    const page = state.env.relativePath.replace(/(^|\/)index\.md$/, '$1README.md')
    state.tokens
      .filter((token) => token.type === 'inline')
      .flatMap((token) => token.children)
      .filter((token) => token.type === 'link_open')
      .forEach((token) => token.attrSet('href', target(page, token.attrGet('href'))))
  })
}
