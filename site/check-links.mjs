// Checks the built site: every link inside it leads to a page or file and a section, and nothing of docs/ is linked where
// the repository is shown; no page loads anything from elsewhere, has the description of another, or shows a diagram as text.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const site = fileURLToPath(new URL('target/site', import.meta.url))
const base = process.env.SITE_BASE ?? '/'
const pages = fs.readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html'))
const ids = new Map(pages.map((page) => [path.join(site, page), attributes(read(path.join(site, page)), 'id')]))
const descriptions = new Map()
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
  for (const href of attributes(html, 'href').filter((href) => /^https:\/\/github\.com\/microgate\/[^/]+\/\w+\/main\/docs\//.test(href))) {
    problems.push(`${page}: ${href} is a file of docs/, link the one of the site`)
  }
  if (html.includes('class="language-mermaid')) {
    problems.push(`${page}: a Mermaid diagram is shown as text, draw it in docs/images`)
  }
  const description = html.match(/<meta name="description" content="([^"]*)"/)?.[1] ?? ''
  if (page !== '404.html' && (description === '' || descriptions.has(description))) {
    problems.push(`${page}: its description is that of ${descriptions.get(description) ?? 'no page'}: '${description}'`)
  }
  descriptions.set(description, page)
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
