import fs from 'node:fs'
import path from 'node:path'
import { root } from './repository.js'

const LINK = /\]\(([^)#\s]+\.md)(?:#[^)]*)?\)/g

const docs = path.join(root, 'docs')

/**
 * The sidebar: a group for each section in the order in which docs/README.md mentions them, with the pages in the
 * order in which the section's own README.md lists them, then those that docs/README.md lists. Pages that the README.md
 * of a section lists under a heading are a group of their own.
 */
export function sidebar() {
  const start = links('README.md', text('README.md'))
  const sections = [...new Set(start.map(path.posix.dirname))].filter((section) => section !== '.')
  const listed = new Set(['README.md'])
  const groups = sections.map((section) => group(section, start, listed))
  failForPagesThatAreNotListed(listed)
  return groups
}

function group(section, start, listed) {
  const overview = `${section}/README.md`
  const pagesOf = (linked) => items(linked.filter((page) => path.posix.dirname(page) === section), listed)
  if (!fs.existsSync(path.join(docs, overview))) {
    return { text: section[0].toUpperCase() + section.slice(1), collapsed: true, items: pagesOf(start) }
  }
  listed.add(overview)
  const [first, ...headed] = text(overview).split(/^## /m)
  const pages = pagesOf(links(overview, first))
  const groups = headed
    .map((part) => ({ text: part.split('\n')[0], collapsed: true, items: pagesOf(links(overview, part)) }))
    .filter((part) => part.items.length > 0)
  return { text: title(overview), link: link(overview), collapsed: true, items: [...pages, ...groups, ...pagesOf(start)] }
}

/** The pages that are not listed yet. */
function items(pages, listed) {
  const added = [...new Set(pages)].filter((page) => !listed.has(page))
  added.forEach((page) => listed.add(page))
  return added.map((page) => ({ text: title(page), link: link(page) }))
}

function link(page) {
  return `/${page.replace(/README\.md$/, '').replace(/\.md$/, '')}`
}

function title(page) {
  return text(page).match(/^# (.+)$/m)[1].replaceAll('`', '')
}

function links(page, markdown) {
  return [...markdown.matchAll(LINK)]
    .map((found) => path.posix.normalize(path.posix.join(path.posix.dirname(page), found[1])))
    .filter((linked) => !linked.startsWith('../'))
}

function text(page) {
  return fs.readFileSync(path.join(docs, page), 'utf8')
}

function failForPagesThatAreNotListed(listed) {
  const missing = fs.readdirSync(docs, { recursive: true })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.md') && !listed.has(file))
  if (missing.length > 0) {
    throw new Error(`List these pages in docs/README.md or in the README.md of their section: ${missing.join(', ')}`)
  }
}
