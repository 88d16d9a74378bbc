import fs from 'node:fs'
import path from 'node:path'

const LINK = /\]\(([^)#\s]+\.md)(?:#[^)]*)?\)/g

/**
 * The sidebar: a group for each section in the order in which docs/README.md mentions them, with the pages in the
 * order in which the section's own README.md lists them, then those that docs/README.md lists.
 */
export function sidebar(docs) {
  const start = links(docs, 'README.md')
  const sections = [...new Set(start.map(path.posix.dirname))].filter((section) => section !== '.')
  const listed = sections.map((section) => {
    const overview = `${section}/README.md`
    const pages = fs.existsSync(path.join(docs, overview)) ? [overview, ...links(docs, overview)] : []
    return [...new Set([...pages, ...start])].filter((page) => path.posix.dirname(page) === section)
  })
  failForPagesThatAreNotListed(docs, new Set(['README.md', ...listed.flat()]))
  return listed.map((pages, index) => group(docs, sections[index], pages))
}

function group(docs, section, pages) {
  const [first, ...others] = pages
  if (first.endsWith('README.md')) {
    return { text: title(docs, first), link: link(first), collapsed: true, items: others.map((page) => item(docs, page)) }
  }
  return { text: section[0].toUpperCase() + section.slice(1), collapsed: true, items: pages.map((page) => item(docs, page)) }
}

function item(docs, page) {
  return { text: title(docs, page), link: link(page) }
}

function link(page) {
  return `/${page.replace(/README\.md$/, '').replace(/\.md$/, '')}`
}

function title(docs, page) {
  return fs.readFileSync(path.join(docs, page), 'utf8').match(/^# (.+)$/m)[1].replaceAll('`', '')
}

function links(docs, page) {
  return [...fs.readFileSync(path.join(docs, page), 'utf8').matchAll(LINK)]
    .map((found) => path.posix.normalize(path.posix.join(path.posix.dirname(page), found[1])))
    .filter((linked) => !linked.startsWith('../'))
}

function failForPagesThatAreNotListed(docs, listed) {
  const missing = fs.readdirSync(docs, { recursive: true })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.md') && !listed.has(file))
  if (missing.length > 0) {
    throw new Error(`List these pages in docs/README.md or in the README.md of their section: ${missing.join(', ')}`)
  }
}
