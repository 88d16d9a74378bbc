import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where files are shown that are not part of the site. */
export const REPOSITORY = 'https://github.com/microgate/microgate-jwt'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const README = 'README.md'

/** What the page "Quick start" has of the README. The first section is its title. */
const SECTIONS = ['Quick start', 'What the starter adds to an application']

/** The path in the site of a file in the repository, with a section of it; undefined if the site does not have it. */
export function inSite(file, section) {
  if (file === README) {
    return SECTIONS.map(anchor).includes(section) ? 'quick-start.md' : undefined
  }
  if (!file.startsWith('docs/') || path.posix.extname(file) === '') {
    return undefined
  }
  return file.slice('docs/'.length).replace(/(^|\/)README\.md$/, '$1index.md')
}

/** The Markdown of a page. */
export function text(page) {
  const all = fs.readFileSync(path.join(root, page), 'utf8')
  return page === README ? SECTIONS.map((heading) => section(all, heading)).join('').replace(/^## /, '# ') : all
}

/** The first paragraph of a page, which says whom it is for. */
export function summary(page) {
  return text(page).split('\n\n')[1].replaceAll('\n', ' ').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '')
}

/** The anchors that GitHub gives to headings. */
export function anchor(heading) {
  return heading.toLowerCase().replace(/[^-\w ]/g, '').replaceAll(' ', '-')
}

/** Copies what pages link to and is no page itself, such as YAML and schemas. Pictures are copied by the build. */
export function copyFiles(site) {
  const docs = path.join(root, 'docs')
  fs.cpSync(docs, site, {
    recursive: true,
    filter: (file) => fs.statSync(file).isDirectory() ? path.basename(file) !== 'images' : !file.endsWith('.md')
  })
}

function section(all, heading) {
  const start = all.indexOf(`## ${heading}\n`)
  if (start === -1) {
    throw new Error(`README.md has no section '${heading}'`)
  }
  const end = all.indexOf('\n## ', start)
  return all.slice(start, end === -1 ? all.length : end + 1)
}
