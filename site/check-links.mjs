// Checks the built site: every link inside it leads to a page and a section, and no page loads anything from elsewhere.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const site = fileURLToPath(new URL('target/site', import.meta.url))
const base = process.env.SITE_BASE ?? '/'
const pages = fs.readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html'))
const ids = new Map(pages.map((page) => [path.join(site, page), attributes(read(path.join(site, page)), 'id')]))
const problems = []
let links = 0

for (const page of pages) {
  const file = path.join(site, page)
  const html = read(file)
  for (const href of attributes(html, 'href').filter((href) => !/^[a-z]+:|^\/\//.test(href))) {
    links++
    const [pathname, fragment] = decodeURI(href).split('#')
    const found = pathname === '' ? file : resolve(file, pathname)
    if (!fs.existsSync(found)) {
      problems.push(`${page}: ${href} leads nowhere`)
    }
    else if (fragment && !ids.get(found)?.includes(fragment)) {
      problems.push(`${page}: ${href} leads to no section`)
    }
  }
  for (const [loaded] of html.matchAll(/<(?:script|img|iframe)[^>]+src="(?:https?:)?\/\/[^>]*>|<link[^>]+href="(?:https?:)?\/\/[^>]*>/g)) {
    problems.push(`${page}: ${loaded} is loaded from elsewhere`)
  }
}

problems.forEach((problem) => console.error(problem))
console.log(`${pages.length} pages, ${links} links, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0

function resolve(file, pathname) {
  const found = pathname.startsWith('/')
    ? path.join(site, pathname.slice(base.length))
    : path.join(path.dirname(file), pathname)
  return found.endsWith('/') || found === site ? path.join(found, 'index.html') : found
}

function attributes(html, name) {
  return [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map((found) => found[1])
}

function read(file) {
  return fs.readFileSync(file, 'utf8')
}
